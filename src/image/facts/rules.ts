import { fromBytes } from '../byte-string.ts'
import type { TreePath } from '../tree-path.ts'
import type { Collector, FileInfo } from './collector.ts'
import { ElfCollector } from './elf/elf-collector.ts'
import { hasElfMagic } from './elf/elf-layout.ts'
import type { Fact, PackageDatabaseFormat } from './fact.ts'
import { keepBytes } from './keep-bytes.ts'
import { npmPackage, pythonPackage } from './package-fact.ts'
import { scriptFact } from './script-fact.ts'
import { secretFact } from './secret-signatures.ts'

/** Takes a fact from the first bytes alone. */
export type HeadRule = (file: FileInfo, head: Uint8Array) => Fact | undefined

/** Starts a collector for the whole content, when the file is of interest. */
export type ContentRule = (file: FileInfo, head: Uint8Array) => Collector | undefined

/** How much of a file the rules are shown before they decide: keys and tokens stand at the beginning of their files. */
export const HEAD_LENGTH = 4096

/** Every rule that looks at the beginning of each regular file. */
export const HEAD_RULES: readonly HeadRule[] = [scriptFact, (_, head) => secretFact(head)]

/** Every rule that follows a file to its end; the first that accepts a file has it. */
export const CONTENT_RULES: readonly ContentRule[] = [
  (file, head) => (hasElfMagic(head) ? new ElfCollector(file.length) : undefined),
  file => (KEPT_PATHS.get(file.path) ?? keepOf(file.path))?.(file),
]

type Keep = (file: FileInfo) => Collector

const KiB = 1024
const MiB = 1024 * KiB

/** Configuration written by hand or by useradd; a passwd of 10,000 users has some 500 KiB. */
const TEXT_CEILING = MiB
/** A desktop's cache of 3,000 libraries has some 250 KiB. */
const LOADER_CACHE_CEILING = 4 * MiB
/** A dpkg status of 4,000 packages has some 5 MiB. */
const DATABASE_CEILING = 16 * MiB
/** Names and versions stand in the first lines; the rest is a description. */
const METADATA_CEILING = 16 * KiB
/** The largest package.json of the npm registry's popular packages has some 100 KiB. */
const MANIFEST_CEILING = 256 * KiB

const text: Keep = file =>
  keepBytes(file, TEXT_CEILING, (bytes, complete) => ({ kind: 'text', content: fromBytes(bytes), complete }))

const loaderCache: Keep = file =>
  keepBytes(file, LOADER_CACHE_CEILING, (bytes, complete) => ({ kind: 'loaderCache', bytes, complete }))

const database =
  (format: PackageDatabaseFormat): Keep =>
  file =>
    keepBytes(file, DATABASE_CEILING, (bytes, complete) => ({
      kind: 'packageDatabase',
      format,
      bytes,
      complete,
    }))

const npm: Keep = file => keepBytes(file, MANIFEST_CEILING, npmPackage)
const python: Keep = file => keepBytes(file, METADATA_CEILING, pythonPackage)

const KEPT_PATHS: ReadonlyMap<string, Keep> = new Map([
  ['/etc/passwd', text],
  ['/etc/group', text],
  ['/etc/os-release', text],
  ['/usr/lib/os-release', text],
  ['/etc/debian_version', text],
  ['/etc/alpine-release', text],
  ['/etc/ld.so.conf', text],
  ['/etc/ld.so.cache', loaderCache],
  ['/var/lib/dpkg/status', database('dpkg')],
  ['/lib/apk/db/installed', database('apk')],
  ['/usr/lib/apk/db/installed', database('apk')],
])

/** Which of the patterns a path fits; asked of every file, so the rare endings come first. */
function keepOf(path: TreePath): Keep | undefined {
  if (path.endsWith('/package.json')) return NPM_MANIFEST.test(path) ? npm : undefined
  if (PYTHON_METADATA.test(path)) return python
  if (path.endsWith('.dist-info/RECORD')) return database('pythonFiles')
  if (path.startsWith('/var/lib/dpkg/')) return dpkgFile(path)
  if (path.startsWith('/etc/ld.so.conf.d/')) return text
  return path.startsWith('/etc/ld-musl-') && path.endsWith('.path') ? text : undefined
}

/** The manifest of an installed package, not one of the many further down inside it. */
const NPM_MANIFEST = /\/node_modules\/(?:@[^/]+\/)?[^/@][^/]*\/package\.json$/
const PYTHON_METADATA = /\.(?:dist-info\/METADATA|egg-info|egg-info\/PKG-INFO)$/

function dpkgFile(path: TreePath): Keep | undefined {
  if (path.startsWith('/var/lib/dpkg/info/'))
    return path.endsWith('.list') ? database('dpkgFiles') : undefined
  if (!path.startsWith('/var/lib/dpkg/status.d/')) return undefined
  return database(path.endsWith('.md5sums') ? 'dpkgFiles' : 'dpkgStatus.d')
}
