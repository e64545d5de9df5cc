import type { PlaceOwner, PlaceRole } from './place.ts'

/** A pattern, and what stands there. Role `null`: nothing is known there, whatever was known of the directory above. */
export type PlaceRule = readonly [pattern: string, role: PlaceRole | null, owner: PlaceOwner | null]

/**
 * Directories. A pattern that begins with a slash is a path from the root, and holds wherever it lies; `*` stands for
 * anything within one name. One that does not may begin in any directory of which less is known (`REFINED_BY`).
 * Everything beneath is the same place, but for places within.
 */
export const DIRECTORY_PLACES: readonly PlaceRule[] = [
  ...['bin', 'boot', 'dev', 'etc', 'lib', 'lib32', 'lib64', 'libx32', 'proc', 'run', 'sbin', 'sys'].map(
    system,
  ),
  ...['usr', 'var'].map(system),
  ['/usr/local', null, null],
  ['/usr/share/nginx/html', null, null],
  ['/usr/src', null, null],
  ['/var/www', null, null],
  ['/tmp', 'temporary', null],
  ['/var/tmp', 'temporary', null],
  ['/var/log', 'logs', null],

  ['/var/lib/apt', 'packageDatabase', 'apt'],
  ['/var/lib/apt/lists', 'packageLists', 'apt'],
  ['/var/cache/apt', 'packageCache', 'apt'],
  ['/var/cache/debconf', 'packageDatabase', 'dpkg'],
  ['/var/lib/dpkg', 'packageDatabase', 'dpkg'],
  ['/etc/apk/cache', 'packageCache', 'apk'],
  ['/lib/apk/db', 'packageDatabase', 'apk'],
  ['/usr/lib/apk/db', 'packageDatabase', 'apk'],
  ['/var/cache/apk', 'packageCache', 'apk'],
  ['/var/cache/dnf', 'packageCache', 'dnf'],
  ['/var/cache/libdnf5', 'packageCache', 'dnf'],
  ['/var/lib/dnf', 'packageDatabase', 'dnf'],
  ['/usr/lib/sysimage/libdnf5', 'packageDatabase', 'dnf'],
  ['/var/cache/yum', 'packageCache', 'yum'],
  ['/var/lib/yum', 'packageDatabase', 'yum'],
  ['/var/lib/rpm', 'packageDatabase', 'rpm'],
  ['/usr/lib/sysimage/rpm', 'packageDatabase', 'rpm'],
  ['/var/cache/zypp', 'packageCache', 'zypper'],
  ['/var/cache/pacman/pkg', 'packageCache', 'pacman'],
  ['/var/lib/pacman', 'packageDatabase', 'pacman'],
  ['/var/lib/pacman/sync', 'packageLists', 'pacman'],

  ['/usr/local/go', 'toolchain', 'go'],
  ['/usr/local/go/lib/time', 'timeZones', 'go'],
  ['/usr/lib/go', 'toolchain', 'go'],
  ['/usr/lib/go-*', 'toolchain', 'go'],
  ['/usr/share/go-*', 'toolchain', 'go'],
  ['go/pkg/mod', 'packageCache', 'go'],
  ['.cache/go-build', 'buildCache', 'go'],

  ['/usr/local/include', 'toolchain', null],
  ['/usr/include', 'toolchain', null],
  ['/usr/lib/gcc', 'toolchain', 'gcc'],
  ['/usr/libexec/gcc', 'toolchain', 'gcc'],
  ['/usr/local/lib/gcc', 'toolchain', 'gcc'],
  ['/usr/local/libexec/gcc', 'toolchain', 'gcc'],
  ['/usr/lib/llvm*', 'toolchain', 'llvm'],
  ['.ccache', 'buildCache', 'ccache'],
  ['.cache/ccache', 'buildCache', 'ccache'],
  ['.cache/bazel', 'buildCache', 'bazel'],

  ['/usr/local/cargo', 'toolchain', 'cargo'],
  ['/usr/local/cargo/git', 'packageCache', 'cargo'],
  ['/usr/local/cargo/registry', 'packageCache', 'cargo'],
  ['/usr/local/rustup', 'toolchain', 'rust'],
  ['/usr/lib/rustlib', 'toolchain', 'rust'],
  ['.rustup', 'toolchain', 'rust'],
  ['.cargo/bin', 'toolchain', 'cargo'],
  ['.cargo/git', 'packageCache', 'cargo'],
  ['.cargo/registry', 'packageCache', 'cargo'],
  ['target/debug', 'buildCache', 'cargo'],
  ...['.fingerprint', 'build', 'deps', 'incremental'].map(
    (name): PlaceRule => [`target/release/${name}`, 'buildCache', 'cargo'],
  ),

  ['/usr/local/lib/python*', 'runtime', 'python'],
  ['/usr/local/lib/python*/dist-packages', 'dependencies', 'pip'],
  ['/usr/local/lib/python*/site-packages', 'dependencies', 'pip'],
  ['/usr/lib/python*', 'runtime', 'python'],
  ['/usr/lib/python*/dist-packages', 'dependencies', 'pip'],
  ['/usr/lib/python*/site-packages', 'dependencies', 'pip'],
  ['/usr/local/include/python*', 'toolchain', 'python'],
  ['/opt/conda', 'runtime', 'conda'],
  ['/opt/conda/pkgs', 'packageCache', 'conda'],
  ['/opt/conda/lib/python*/site-packages', 'dependencies', 'pip'],
  ['.pyenv/versions', 'runtime', 'python'],
  ['site-packages', 'dependencies', 'pip'],
  ['.cache/pip', 'packageCache', 'pip'],
  ['.cache/pypoetry', 'packageCache', 'poetry'],
  ['.cache/uv', 'packageCache', 'uv'],
  ...['__pycache__', '.mypy_cache', '.pytest_cache', '.ruff_cache', '.tox'].map(
    (name): PlaceRule => [name, 'buildCache', 'python'],
  ),

  ['/usr/local/include/node', 'toolchain', 'node'],
  ['/usr/local/lib/node_modules/corepack', 'toolchain', 'npm'],
  ['/usr/local/lib/node_modules/npm', 'toolchain', 'npm'],
  ['/opt/yarn-*', 'toolchain', 'yarn'],
  ['.nvm', 'runtime', 'node'],
  ['.npm', 'packageCache', 'npm'],
  ['.cache/node-gyp', 'buildCache', 'npm'],
  ['.cache/yarn', 'packageCache', 'yarn'],
  ['.yarn-cache', 'packageCache', 'yarn'],
  ['.yarn/cache', 'dependencies', 'yarn'],
  ['.cache/pnpm', 'packageCache', 'pnpm'],
  ['.local/share/pnpm/store', 'packageCache', 'pnpm'],
  ['.pnpm-store', 'packageCache', 'pnpm'],
  ['node_modules', 'dependencies', 'npm'],
  ['node_modules/.cache', 'buildCache', 'npm'],
  ...['.angular/cache', '.next/cache', '.parcel-cache', '.turbo'].map(
    (name): PlaceRule => [name, 'buildCache', 'npm'],
  ),

  ['/opt/java', 'runtime', 'java'],
  ['/usr/java', 'runtime', 'java'],
  ['/usr/lib/jvm', 'runtime', 'java'],
  ['/usr/local/openjdk-*', 'runtime', 'java'],
  ['/opt/gradle*', 'toolchain', 'gradle'],
  ['/opt/maven*', 'toolchain', 'maven'],
  ['/usr/share/maven', 'toolchain', 'maven'],
  ['.m2/repository', 'packageCache', 'maven'],
  ['.m2/wrapper', 'toolchain', 'maven'],
  ['.gradle/caches', 'packageCache', 'gradle'],
  ['.gradle/daemon', 'buildCache', 'gradle'],
  ['.gradle/native', 'buildCache', 'gradle'],
  ['.gradle/wrapper', 'toolchain', 'gradle'],

  ['/usr/local/bundle', 'dependencies', 'bundler'],
  ['/usr/local/bundle/cache', 'packageCache', 'bundler'],
  ['/usr/local/lib/ruby', 'runtime', 'ruby'],
  ['/usr/local/lib/ruby/gems', 'dependencies', 'ruby'],
  ['/usr/lib/ruby', 'runtime', 'ruby'],
  ['/usr/lib/ruby/gems', 'dependencies', 'ruby'],
  ['/var/lib/gems', 'dependencies', 'ruby'],
  ['.bundle/cache', 'packageCache', 'bundler'],
  ['vendor/bundle', 'dependencies', 'bundler'],

  ['/usr/local/lib/php', 'runtime', 'php'],
  ['/usr/local/include/php', 'toolchain', 'php'],
  ['.cache/composer', 'packageCache', 'composer'],
  ['.composer/cache', 'packageCache', 'composer'],
  ['vendor', 'dependencies', null],
  ['vendor/composer', 'dependencies', 'composer'],

  ...['/usr/lib/dotnet', '/usr/lib64/dotnet', '/usr/share/dotnet'].flatMap((path): PlaceRule[] => [
    [path, 'runtime', 'dotnet'],
    [`${path}/sdk`, 'toolchain', 'dotnet'],
  ]),
  ['.nuget/packages', 'packageCache', 'nuget'],
  ['/usr/local/lib/perl5', 'runtime', 'perl'],

  ['.git', 'versionControl', 'git'],
  ['.hg', 'versionControl', 'mercurial'],
  ['.svn', 'versionControl', 'subversion'],

  ['/etc/ca-certificates', 'certificates', null],
  ['/etc/pki/ca-trust', 'certificates', null],
  ['/etc/pki/tls/certs', 'certificates', null],
  ['/etc/ssl/certs', 'certificates', null],
  ['/usr/local/share/ca-certificates', 'certificates', null],
  ['/usr/share/ca-certificates', 'certificates', null],
  ['/usr/share/pki', 'certificates', null],
  ['/var/lib/ca-certificates', 'certificates', null],
  ['/etc/zoneinfo', 'timeZones', null],
  ['/usr/share/lib/zoneinfo', 'timeZones', null],
  ['/usr/share/zoneinfo', 'timeZones', null],
  ['/usr/share/zoneinfo-icu', 'timeZones', null],

  ...['doc', 'groff', 'gtk-doc', 'help', 'info', 'man'].flatMap((name): PlaceRule[] => [
    [`/usr/share/${name}`, 'docs', null],
    [`/usr/local/share/${name}`, 'docs', null],
  ]),
  ['/usr/lib/locale', 'locales', null],
  ['/usr/local/share/locale', 'locales', null],
  ['/usr/share/i18n', 'locales', null],
  ['/usr/share/locale', 'locales', null],
  ['/usr/src/linux-headers-*', 'toolchain', null],

  ...['doc', 'docs'].map((name): PlaceRule => [name, 'docs', null]),
  ...['__tests__', 'test', 'testdata', 'tests'].map((name): PlaceRule => [name, 'tests', null]),
]

/** Single files, from the root. */
export const FILE_PLACES: readonly PlaceRule[] = [
  ['/etc/localtime', 'timeZones', null],
  ['/etc/timezone', 'timeZones', null],
  ['/zoneinfo.zip', 'timeZones', 'go'],
  ['/etc/ssl/ca-bundle.pem', 'certificates', null],
  ['/etc/ssl/cert.pem', 'certificates', null],
  ['/usr/local/bin/node', 'runtime', 'node'],
  ['/usr/local/bin/python*', 'runtime', 'python'],
  ['/usr/local/lib/libpython*', 'runtime', 'python'],
  ['/usr/local/bin/ruby', 'runtime', 'ruby'],
  ['/usr/local/lib/libruby*', 'runtime', 'ruby'],
  ['/usr/local/bin/php', 'runtime', 'php'],
  ['/usr/src/php.tar.*', 'source', 'php'],
  ['/var/cache/apk/APKINDEX*', 'packageLists', 'apk'],
]

/** Files by what their names end in, where nothing else is known. Only of languages that are compiled. */
export const FILE_ENDINGS: readonly (readonly [
  endings: string,
  role: PlaceRole,
  owner: PlaceOwner | null,
])[] = [
  ['.go .mod .sum', 'source', 'go'],
  ['.rs', 'source', 'rust'],
  ['.c .cc .cpp .cxx .h .hh .hpp .s', 'source', null],
  ['.java .kt .scala .groovy', 'source', 'java'],
  ['.cs .fs .vb', 'source', 'dotnet'],
  ['.ts .tsx .jsx .vue', 'source', 'node'],
  ['.swift .zig .proto', 'source', null],
  ['.md .rst', 'docs', null],
]

/** What may be told beneath a place from a name that stands anywhere; beneath every other place nothing is. */
export const REFINED_BY: Partial<Record<PlaceRole, ReadonlySet<PlaceRole>>> = {
  system: new Set(['buildCache', 'dependencies', 'packageCache', 'runtime', 'toolchain', 'versionControl']),
  dependencies: new Set(['buildCache', 'dependencies', 'docs', 'tests', 'versionControl']),
}

function system(name: string): PlaceRule {
  return [`/${name}`, 'system', null]
}
