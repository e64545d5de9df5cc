import { type ByteString, fromText, toText } from '../../image/byte-string.ts'
import { factOf } from '../../image/facts/fact.ts'
import { parseTreePath } from '../../image/tree-path.ts'
import { followPath } from '../../tree/follow-path.ts'
import { childrenIn, inodePlace, lengthOf, type TreeView, typeOf } from '../../tree/tree-view.ts'
import type { Analysis } from '../analysis.ts'
import { finalView } from './compare-images.ts'
import { findProgram, type Program, programAt, programNames } from './find-program.ts'

/** What an image brings along besides its bytes, told from files and facts alone (semantics §7). */
export interface ImageTraits {
  /** As configured; root when nothing is. */
  readonly user: string
  /** The first shell there is: `/bin/sh`; `null`: none. */
  readonly shell: string | null
  /** `apt`, `apk`, …; the first that could be started. */
  readonly packageManager: string | null
  readonly caCertificates: boolean
  readonly timeZones: boolean
  readonly entrypoint: Entrypoint
  readonly tools: Tools
}

export interface Entrypoint {
  /** The program of Entrypoint and Cmd, as they name it; `null` when both are empty. */
  readonly program: string | null
  readonly kind: EntrypointKind
}

/** `missing`: no such file · `none`: nothing to start · `other`: neither ELF nor a script, or not recognised. */
export const ENTRYPOINT_KINDS = ['static', 'dynamic', 'script', 'other', 'missing', 'none'] as const

export type EntrypointKind = (typeof ENTRYPOINT_KINDS)[number]

/** What could be called by name inside. */
export interface Tools {
  readonly count: number
  /** Of them, those worth telling: what builds, downloads, debugs or interprets. */
  readonly notable: readonly string[]
}

/** `null` when not every layer could be read: a missing one may hold or remove any of it. */
export function imageTraits(image: Analysis): ImageTraits | null {
  if (!image.complete) return null
  const view = finalView(image)
  const { config } = image.documents
  return {
    user: config.user === '' ? 'root' : config.user,
    shell: SHELLS.find(path => programAt(view, treePath(path)) !== null) ?? null,
    packageManager: packageManagerOf(view, config.environment),
    caCertificates: CA_BUNDLES.some(path => isFilledFile(view, path)),
    timeZones: ZONE_DIRECTORIES.some(path => isFilledDirectory(view, path)),
    entrypoint: entrypointOf(image, view),
    tools: toolsOf(programNames(view, config.environment)),
  }
}

const SHELLS = ['/bin/sh', '/usr/bin/sh', '/bin/bash', '/usr/bin/bash', '/bin/ash', '/busybox/sh']

/**
 * By the program that installs; the low-level ones last, because the others bring them, and only with the database
 * they work on: BusyBox brings a `dpkg` and an `rpm` to images that have neither.
 */
const PACKAGE_MANAGERS: readonly (readonly [program: string, manager: string, database?: string])[] = [
  ['apt-get', 'apt'],
  ['apk', 'apk'],
  ['dnf', 'dnf'],
  ['microdnf', 'microdnf'],
  ['yum', 'yum'],
  ['zypper', 'zypper'],
  ['pacman', 'pacman'],
  ['opkg', 'opkg'],
  ['dpkg', 'dpkg', '/var/lib/dpkg'],
  ['rpm', 'rpm', '/var/lib/rpm'],
]

/** Where programs look for them (Go's list, which is everybody's). */
const CA_BUNDLES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/pki/tls/cacert.pem',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/ssl/cert.pem',
]

const ZONE_DIRECTORIES = ['/usr/share/zoneinfo', '/usr/share/lib/zoneinfo', '/etc/zoneinfo']

const NOTABLE_TOOLS = [
  'bash',
  'busybox',
  'curl',
  'wget',
  'git',
  'ssh',
  'nc',
  'openssl',
  'sudo',
  'su',
  'gcc',
  'g++',
  'clang',
  'make',
  'go',
  'cargo',
  'rustc',
  'java',
  'javac',
  'mvn',
  'node',
  'npm',
  'python3',
  'pip3',
  'perl',
  'ruby',
  'php',
  'gdb',
  'strace',
  'tcpdump',
]

function packageManagerOf(view: TreeView, environment: readonly string[]): string | null {
  const isUsable = (program: string, database: string | undefined) =>
    findProgram(view, program, environment, '/') !== null &&
    (database === undefined || isFilledDirectory(view, database))
  return PACKAGE_MANAGERS.find(([program, , database]) => isUsable(program, database))?.[1] ?? null
}

function toolsOf(names: ReadonlySet<ByteString>): Tools {
  const texts = new Set([...names].map(name => toText(name)))
  return { count: names.size, notable: NOTABLE_TOOLS.filter(tool => texts.has(tool)) }
}

function entrypointOf(image: Analysis, view: TreeView): Entrypoint {
  const { entrypoint, command, environment, workingDirectory } = image.documents.config
  const program = entrypoint[0] ?? command[0]
  if (program === undefined) return { program: null, kind: 'none' }
  const found = findProgram(view, program, environment, workingDirectory)
  return { program, kind: found === null ? 'missing' : kindOf(image, view, found) }
}

function kindOf(image: Analysis, view: TreeView, { node }: Program): EntrypointKind {
  const place = inodePlace(view, node)
  const layer = place === null ? undefined : image.layers[place.layer]
  if (place === null || layer?.kind !== 'read') return 'other'
  const elf = factOf(layer.facts, place.row, 'elf')
  if (elf !== undefined) return elf.interpreter === null ? 'static' : 'dynamic'
  return factOf(layer.facts, place.row, 'script')?.head.startsWith('#!') ? 'script' : 'other'
}

function isFilledFile(view: TreeView, path: string): boolean {
  const place = followPath(view, treePath(path), 'follow')
  return place.kind === 'found' && typeOf(view, place.node) === 'file' && lengthOf(view, place.node) > 0
}

function isFilledDirectory(view: TreeView, path: string): boolean {
  const place = followPath(view, treePath(path), 'follow')
  return place.kind === 'found' && childrenIn(view, place.node).length > 0
}

function treePath(path: string) {
  return parseTreePath(fromText(path))
}
