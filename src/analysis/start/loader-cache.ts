import { type ByteString, fromBytes } from '../../image/byte-string.ts'

/** One line of `ldconfig -p`. */
export interface CachedLibrary {
  readonly path: ByteString
  /** Stands in a glibc-hwcaps directory, so only some CPUs take it. */
  readonly forSomeCpus: boolean
}

/** Libraries by name, in the order of the file. */
export type LoaderCache = ReadonlyMap<ByteString, readonly CachedLibrary[]>

/**
 * Parses `/etc/ld.so.cache`: the format of glibc 2.2 and later ("glibc-ld.so.cache1.1"), alone or behind the old one
 * ("ld.so-1.7.0"), or the old one alone. Numbers are in the byte order of the machine. `undefined`: it is none, or
 * its tables do not fit into it; a loader ignores such a file.
 *
 *   old   magic 12 · count · rows of flags, name, path · strings, from which positions count
 *   new   magic 20 · count · length of strings · … 48 · rows of flags, name, path, osversion, hwcap 8 · strings
 *         positions count from the magic
 */
export function parseLoaderCache(bytes: Uint8Array, littleEndian: boolean): LoaderCache | undefined {
  const start = newFormatStart(bytes)
  if (start !== undefined) return readTable(bytes.subarray(start), littleEndian, NEW)
  return hasText(bytes, 0, OLD_MAGIC) ? readTable(bytes, littleEndian, OLD) : undefined
}

const OLD_MAGIC = 'ld.so-1.7.0'
const NEW_MAGIC = 'glibc-ld.so.cache1.1'

interface Layout {
  readonly countAt: number
  readonly rowsAt: number
  readonly rowLength: number
  /** Positions of names count from the end of the rows, not from the beginning. */
  readonly fromRowsEnd: boolean
}

const OLD: Layout = { countAt: 12, rowsAt: 16, rowLength: 12, fromRowsEnd: true }
const NEW: Layout = { countAt: 20, rowsAt: 48, rowLength: 24, fromRowsEnd: false }

/** A new table follows an old one at the next multiple of 8 (or 4: i386), wherever that ends. */
function newFormatStart(bytes: Uint8Array): number | undefined {
  if (hasText(bytes, 0, NEW_MAGIC)) return 0
  if (!hasText(bytes, 0, OLD_MAGIC)) return undefined
  for (let at = OLD.rowsAt; at + NEW_MAGIC.length <= bytes.length; at += 4) {
    if (bytes[at] === FIRST_OF_NEW && hasText(bytes, at, NEW_MAGIC)) return at
  }
  return undefined
}

const FIRST_OF_NEW = NEW_MAGIC.charCodeAt(0)

function readTable(bytes: Uint8Array, littleEndian: boolean, layout: Layout): LoaderCache | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < layout.rowsAt) return undefined
  const count = view.getUint32(layout.countAt, littleEndian)
  const rowsEnd = layout.rowsAt + count * layout.rowLength
  if (rowsEnd > bytes.length) return undefined
  const base = layout.fromRowsEnd ? rowsEnd : 0
  const cache = new Map<ByteString, CachedLibrary[]>()
  for (let at = layout.rowsAt; at < rowsEnd; at += layout.rowLength) {
    const name = textAt(bytes, base + view.getUint32(at + 4, littleEndian))
    const path = textAt(bytes, base + view.getUint32(at + 8, littleEndian))
    if (name === undefined || path === undefined) continue
    const known = cache.get(name)
    const library = { path, forSomeCpus: path.includes('/glibc-hwcaps/') }
    if (known === undefined) cache.set(name, [library])
    else known.push(library)
  }
  return cache
}

function textAt(bytes: Uint8Array, at: number): ByteString | undefined {
  const end = bytes.indexOf(0, at)
  return end < 0 || end - at > LONGEST_PATH ? undefined : fromBytes(bytes.subarray(at, end))
}

/** PATH_MAX. */
const LONGEST_PATH = 4096

function hasText(bytes: Uint8Array, at: number, text: string): boolean {
  for (let each = 0; each < text.length; each++) if (bytes[at + each] !== text.charCodeAt(each)) return false
  return true
}
