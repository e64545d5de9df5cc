import type { ByteString } from '../../byte-string.ts'
import type { VersionNeed } from '../fact.ts'
import type { ElfReader } from './elf-layout.ts'

/** Where a table of symbol versions is in memory, and how many entries it has (DT_VERNEED, DT_VERDEF). */
export interface VersionTable {
  readonly address: number
  readonly count: number
}

/** The name at a position of the dynamic string table; `undefined` when it was not kept. */
export type NameAt = (position: number) => ByteString | undefined

/**
 * The versions a file needs of each library (LSB, "Symbol Versioning"), weak ones left out: a loader does without
 * those. `reader` begins at the table. `null` when the table leaves the `length` bytes there are, or is too long.
 *
 *   entry  version u16, count u16, file u32, first u32, next u32      next, first: bytes from this entry
 *   need   hash u32, flags u16, other u16, name u32, next u32         next: bytes from this need
 */
export function readVersionNeeds(
  reader: ElfReader,
  length: number,
  { count }: VersionTable,
  nameAt: NameAt,
): VersionNeed[] | null {
  const needs: VersionNeed[] = []
  const budget = { left: CEILING }
  for (const at of chain({ from: 0, count, size: 16, next: 12 }, reader, length, budget)) {
    const library = at === null ? undefined : nameAt(reader.u32(at + 4))
    if (at === null || library === undefined) return null
    const steps = { from: at + reader.u32(at + 8), count: reader.u16(at + 2), size: 16, next: 12 }
    const versions: ByteString[] = []
    for (const need of chain(steps, reader, length, budget)) {
      const name = need === null ? undefined : nameAt(reader.u32(need + 8))
      if (need === null || name === undefined) return null
      if ((reader.u16(need + 4) & WEAK) === 0) versions.push(name)
    }
    needs.push({ library, versions })
  }
  return needs
}

/**
 * The versions a library defines, its own name among them.
 *
 *   entry  version u16, flags u16, index u16, count u16, hash u32, first u32, next u32
 *   name   name u32, next u32                                         the first is its own, more are its parents
 */
export function readVersions(
  reader: ElfReader,
  length: number,
  { count }: VersionTable,
  nameAt: NameAt,
): ByteString[] | null {
  const versions: ByteString[] = []
  for (const at of chain({ from: 0, count, size: 20, next: 16 }, reader, length, { left: CEILING })) {
    const first = at === null ? length : at + reader.u32(at + 12)
    const name = first + 8 <= length ? nameAt(reader.u32(first)) : undefined
    if (name === undefined) return null
    versions.push(name)
  }
  return versions
}

const WEAK = 2

/** Entries of one table. libc defines some forty versions, desktop programs need some two hundred. */
const CEILING = 4096

interface Steps {
  readonly from: number
  readonly count: number
  /** Bytes of an entry, and where in it the distance to the next one stands. */
  readonly size: number
  readonly next: number
}

/** Where the entries of a chain are; `null`, at last, when it leaves the table or is longer than anybody's. */
function* chain(
  { from, count, size, next }: Steps,
  reader: ElfReader,
  length: number,
  budget: { left: number },
): Generator<number | null> {
  let at = from
  for (let each = 0; each < count; each++) {
    if (at + size > length || budget.left-- === 0) return yield null
    yield at
    const distance = reader.u32(at + next)
    if (distance === 0) {
      if (each + 1 < count) yield null
      return
    }
    at += distance
  }
}
