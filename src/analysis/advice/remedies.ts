import type { Place, PlaceOwner } from '../contents/place.ts'

/** How a step is written so that it leaves lists and caches behind in no layer. */
export interface Remedy {
  /** What the last line of the RUN is then. */
  readonly cleanUp?: string
  /** The script with the option that keeps nothing. */
  readonly rewrite?: (script: string) => string
  /** A cache mount keeps the place between builds and out of the layer. */
  readonly mount?: true
}

/** Of what a package manager leaves in a place; every other cache is best kept outside with a mount. */
export function remedyOf({ role, owner }: Place): Remedy {
  return REMEDIES[`${owner} ${role}`] ?? REMEDIES[`${owner}`] ?? { mount: true }
}

/** The programs that fill the places of an owner, for finding the RUNs that are about them. */
export function mentions(owner: PlaceOwner, script: string): boolean {
  const names = PROGRAMS[owner] ?? owner
  return new RegExp(String.raw`(?:^|[\s/&|;(])(?:${names})\s`).test(script)
}

const REMEDIES: Readonly<Record<string, Remedy>> = {
  'apt packageLists': { cleanUp: 'rm -rf /var/lib/apt/lists/*' },
  'apt packageCache': { cleanUp: 'apt-get clean' },
  apk: { rewrite: withoutApkCache },
  dnf: { cleanUp: 'dnf clean all' },
  yum: { cleanUp: 'yum clean all' },
  zypper: { cleanUp: 'zypper clean --all' },
  pacman: { cleanUp: 'rm -rf /var/cache/pacman/pkg/*' },
  pip: { rewrite: script => script.replace(/\b(pip3? install)(?! --no-cache-dir)/g, '$1 --no-cache-dir') },
  npm: { cleanUp: 'npm cache clean --force' },
  yarn: { cleanUp: 'yarn cache clean' },
  pnpm: { cleanUp: 'pnpm store prune' },
}

const PROGRAMS: Readonly<Record<string, string>> = {
  apt: 'apt|apt-get|aptitude',
  dnf: 'dnf|microdnf',
  maven: 'mvn|mvnw',
  gradle: 'gradle|gradlew',
  bundler: 'bundle|gem',
}

/** With `--no-cache`, apk fetches the lists itself and keeps nothing. */
function withoutApkCache(script: string): string {
  return script
    .replace(/\bapk update\s*&&\s*/g, '')
    .replace(/\bapk add(?!.*--no-cache)/g, 'apk add --no-cache')
}
