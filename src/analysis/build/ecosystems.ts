/** What a language's projects look like: which files say what they depend on. */
export interface Ecosystem {
  readonly name: string
  readonly manifests: readonly string[]
  readonly locks: readonly string[]
  readonly sources: RegExp
}

export const ECOSYSTEMS: readonly Ecosystem[] = [
  { name: 'Go', manifests: ['go.mod'], locks: ['go.sum'], sources: /\.go$/ },
  {
    name: 'Node',
    manifests: ['package.json'],
    locks: ['package-lock.json', 'npm-shrinkwrap.json', 'yarn.lock', 'pnpm-lock.yaml'],
    sources: /\.(?:[cm]?[jt]s|[jt]sx|vue|svelte)$/,
  },
  {
    name: 'Python',
    manifests: ['requirements.txt', 'pyproject.toml', 'Pipfile', 'setup.py'],
    locks: ['poetry.lock', 'pdm.lock', 'uv.lock', 'Pipfile.lock'],
    sources: /\.py$/,
  },
  { name: 'Rust', manifests: ['Cargo.toml'], locks: ['Cargo.lock'], sources: /\.rs$/ },
  {
    name: 'Java',
    manifests: ['pom.xml', 'build.gradle', 'build.gradle.kts'],
    locks: ['gradle.lockfile'],
    sources: /\.(?:java|kts?)$/,
  },
  { name: 'PHP', manifests: ['composer.json'], locks: ['composer.lock'], sources: /\.php$/ },
  { name: 'Ruby', manifests: ['Gemfile'], locks: ['Gemfile.lock'], sources: /\.rb$/ },
]

/** A command that fetches dependencies and does nothing else, and what it reads. */
export interface Install {
  readonly command: RegExp
  /** Files it reads; those that a context has must be there before it runs. The first is needed. */
  reads(command: string): readonly string[]
  /** What in those files says that it reads more than them. */
  readonly readsMore: RegExp
  /** Paths in a context that say so, or that the command would write and a later COPY hide. */
  readonly inTheWay: readonly string[]
}

const FLAGS = String.raw`(?: --?[\w-]+(?:=[\w./:-]+)?)*`

export const INSTALLS: readonly Install[] = [
  {
    command: /^go mod download(?: -x)?$/,
    reads: () => ['go.mod', 'go.sum'],
    readsMore: /=>\s*\.{0,2}\//,
    inTheWay: ['vendor', 'go.work'],
  },
  {
    command: new RegExp(`^npm (?:ci|install|i)${FLAGS}$`),
    reads: () => ['package.json', 'package-lock.json', 'npm-shrinkwrap.json', '.npmrc'],
    readsMore: /"(?:(?:pre|post)?install|prepare|prepublish|workspaces)"\s*:|"(?:file|link):/,
    inTheWay: ['node_modules'],
  },
  {
    command: new RegExp(`^yarn(?: install)?${FLAGS}$`),
    reads: () => ['package.json', 'yarn.lock', '.yarnrc', '.yarnrc.yml', '.npmrc'],
    readsMore: /"(?:(?:pre|post)?install|prepare|prepublish|workspaces)"\s*:|"(?:file|link|portal|patch):/,
    inTheWay: ['node_modules', '.yarn', '.pnp.cjs'],
  },
  {
    command: new RegExp(`^pnpm (?:install|i)${FLAGS}$`),
    reads: () => ['package.json', 'pnpm-lock.yaml', '.npmrc'],
    readsMore:
      /"(?:(?:pre|post)?install|prepare|prepublish|patchedDependencies)"\s*:|"(?:file|link|workspace):/,
    inTheWay: ['node_modules', 'pnpm-workspace.yaml', '.pnpmfile.cjs', 'patches'],
  },
  {
    command: new RegExp(`^(?:python3? -m )?pip3? install${FLAGS} (?:-r|--requirement)[ =]?[\\w.-]+$`),
    reads: command => [/[\w.-]+$/.exec(command)?.[0] ?? 'requirements.txt'],
    readsMore:
      /^\s*(?:-[ercf]\b|--(?:editable|requirement|constraint|find-links)|[./]|file:)|@\s*(?:file:|[./])/m,
    inTheWay: [],
  },
  {
    command: new RegExp(`^poetry install(?=.* --no-root)${FLAGS}$`),
    reads: () => ['pyproject.toml', 'poetry.lock'],
    readsMore: /\bpath\s*=|file:/,
    inTheWay: ['.venv', 'poetry.toml'],
  },
  {
    command: new RegExp(`^pdm (?:install|sync)(?=.* --no-self)${FLAGS}$`),
    reads: () => ['pyproject.toml', 'pdm.lock'],
    readsMore: /\bpath\s*=|file:/,
    inTheWay: ['.venv', 'pdm.toml'],
  },
  {
    command: new RegExp(`^uv sync(?=.* --no-install-project)${FLAGS}$`),
    reads: () => ['pyproject.toml', 'uv.lock'],
    readsMore: /\bpath\s*=|file:|\bworkspace\b/,
    inTheWay: ['.venv', 'uv.toml'],
  },
  {
    command: new RegExp(`^mvn${FLAGS} dependency:(?:go-offline|resolve)${FLAGS}$`),
    reads: () => ['pom.xml'],
    readsMore: /<modules>|<systemPath>|<relativePath>[^<]/,
    inTheWay: ['.mvn', 'target'],
  },
  {
    command: new RegExp(`^gradle${FLAGS} dependencies${FLAGS}$`),
    reads: () => [
      'build.gradle',
      'build.gradle.kts',
      'settings.gradle',
      'settings.gradle.kts',
      'gradle.properties',
    ],
    readsMore: /\binclude\b|\bincludeBuild\b|\bapply\s+from\b|\bfiles\(|\bfileTree\(/,
    inTheWay: ['gradle', 'buildSrc', 'build', '.gradle'],
  },
  {
    command: new RegExp(`^composer install(?=.* --no-scripts)(?=.* --no-autoloader)${FLAGS}$`),
    reads: () => ['composer.json', 'composer.lock'],
    readsMore: /"type"\s*:\s*"(?:path|artifact)"/,
    inTheWay: ['vendor'],
  },
  {
    command: new RegExp(`^bundle install${FLAGS}$`),
    reads: () => ['Gemfile', 'Gemfile.lock'],
    readsMore: /\bgemspec\b|\bpath[: ]|\beval_gemfile\b|\bfile:/,
    inTheWay: ['.bundle', 'vendor'],
  },
]

/** Files whose words decide whether an install can come first. */
export const MANIFEST_NAMES: ReadonlySet<string> = new Set([
  ...ECOSYSTEMS.flatMap(({ manifests, locks }) => [...manifests, ...locks]),
  ...INSTALLS.flatMap(({ reads }) => reads('')),
])

/** Commands that only install packages of the distribution: what was copied to a directory of its own is nothing to them. */
export function installsPackagesOnly(command: string): boolean {
  return command
    .split('&&')
    .every(each => PACKAGE_COMMANDS.some(known => known.test(each.trim().replace(/\s+/g, ' '))))
}

const WORDS = String.raw`(?: [\w.+:=~*-]+)*`
const PACKAGE_COMMANDS = [
  new RegExp(
    `^(?:DEBIAN_FRONTEND=\\w+ )?apt(?:-get)?(?: -\\w+)* (?:update|upgrade|install|clean|autoremove)${WORDS}$`,
  ),
  new RegExp(`^apk(?: --?[\\w-]+)* (?:add|update|upgrade)${WORDS}$`),
  new RegExp(`^(?:dnf|yum|microdnf|zypper)(?: -\\w+)* (?:install|update|upgrade|clean|makecache)${WORDS}$`),
  /^rm -rf(?: \/var\/(?:lib\/apt\/lists|cache\/(?:apt|apk|dnf|yum))(?:\/\*)?\/?)+$/,
]
