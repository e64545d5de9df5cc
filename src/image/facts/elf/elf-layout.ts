/** Where the parts of an ELF file are, as its header and program headers say (System V ABI, "Object files"). */
export interface ElfLayout {
  readonly class: 32 | 64
  readonly littleEndian: boolean
  readonly osAbi: number
  readonly type: number
  readonly machine: number
  /** `null` when the program headers lie too far from the beginning, or past the end. */
  readonly segments: readonly Segment[] | null
  readonly sections: Table
}

/** Where a table of headers lies, bytes. */
export interface Table {
  readonly offset: number
  readonly entrySize: number
  readonly count: number
}

export interface Segment {
  /** p_type. */
  readonly type: number
  readonly writable: boolean
  readonly executable: boolean
  readonly offset: number
  readonly address: number
  /** p_filesz. */
  readonly length: number
  readonly alignment: number
}

export const PT_LOAD = 1
export const PT_DYNAMIC = 2
export const PT_INTERP = 3
export const PT_NOTE = 4

export const ET_EXEC = 2
export const ET_DYN = 3

/** Longest ELF header there is (64 bit). */
const HEADER_LENGTH = 64
const HEADER_LENGTH_32 = 52

/** What the first bytes of a file say about it as an ELF file. */
export type HeaderVerdict =
  | { readonly kind: 'notElf' }
  /** Ask again with that many bytes. */
  | { readonly kind: 'more'; readonly bytes: number }
  | { readonly kind: 'elf'; readonly layout: ElfLayout }

/**
 * Reads the header and program headers from a file's first bytes; `whole` says that there will not be more of them.
 * Never throws, whatever the bytes are.
 */
export function parseElfLayout(head: Uint8Array, whole: boolean): HeaderVerdict {
  const is64 = head[4] === 2
  if (!hasElfMagic(head) || !(is64 || head[4] === 1) || !(head[5] === 1 || head[5] === 2)) return NOT_ELF
  const length = is64 ? HEADER_LENGTH : HEADER_LENGTH_32
  if (head.length < length) return whole ? NOT_ELF : { kind: 'more', bytes: length }
  const reader = new ElfReader(head, is64, head[5] === 1)
  const tables = is64 ? TABLES_64 : TABLES_32
  const programs = programTable(reader, tables)
  const end = programs.offset + programs.entrySize * programs.count
  if (end > head.length && !whole) return { kind: 'more', bytes: end }
  const segments = end > head.length ? null : readSegments(reader, programs)
  return {
    kind: 'elf',
    layout: { ...identity(head, reader), segments, sections: sectionTable(reader, tables) },
  }
}

const NOT_ELF: HeaderVerdict = { kind: 'notElf' }

/** Whether a file begins as ELF files do. */
export function hasElfMagic(head: Uint8Array): boolean {
  return head[0] === 0x7f && head[1] === 0x45 && head[2] === 0x4c && head[3] === 0x46
}

/** Where the header keeps what it says about the two tables; offsets in bytes. */
const TABLES_64 = {
  programOffset: 32,
  sectionOffset: 40,
  programEntrySize: 54,
  programCount: 56,
  sectionEntrySize: 58,
  sectionCount: 60,
}
const TABLES_32 = {
  programOffset: 28,
  sectionOffset: 32,
  programEntrySize: 42,
  programCount: 44,
  sectionEntrySize: 46,
  sectionCount: 48,
}

function identity(head: Uint8Array, reader: ElfReader): Omit<ElfLayout, 'segments' | 'sections'> {
  return {
    class: reader.is64 ? 64 : 32,
    littleEndian: reader.littleEndian,
    osAbi: head[7] ?? 0,
    type: reader.u16(16),
    machine: reader.u16(18),
  }
}

function programTable(reader: ElfReader, tables: typeof TABLES_64): Table {
  const count = reader.u16(tables.programCount)
  return { offset: reader.word(tables.programOffset), entrySize: reader.u16(tables.programEntrySize), count }
}

function sectionTable(reader: ElfReader, tables: typeof TABLES_64): Table {
  return {
    offset: reader.word(tables.sectionOffset),
    entrySize: reader.u16(tables.sectionEntrySize),
    count: reader.u16(tables.sectionCount),
  }
}

function readSegments(reader: ElfReader, table: Table): Segment[] | null {
  if (table.count > 0 && table.entrySize < (reader.is64 ? 56 : 32)) return null
  return Array.from({ length: table.count }, (_, each) =>
    readSegment(reader, table.offset + each * table.entrySize),
  )
}

function readSegment(reader: ElfReader, at: number): Segment {
  const { is64 } = reader
  const flags = reader.u32(at + (is64 ? 4 : 24))
  return {
    type: reader.u32(at),
    writable: (flags & 2) !== 0,
    executable: (flags & 1) !== 0,
    offset: reader.word(at + (is64 ? 8 : 4)),
    address: reader.word(at + (is64 ? 16 : 8)),
    length: reader.word(at + (is64 ? 32 : 16)),
    alignment: reader.word(at + (is64 ? 48 : 28)),
  }
}

/** Where in the file the byte lies that will be at `address` in memory; `undefined` when no segment brings it. */
export function fileOffset(layout: ElfLayout, address: number): number | undefined {
  const segment = layout.segments?.find(
    each => each.type === PT_LOAD && address >= each.address && address < each.address + each.length,
  )
  return segment === undefined ? undefined : address - segment.address + segment.offset
}

/** Numbers of an ELF file, in its byte order and word size. Positions past the end read as 0. */
export class ElfReader {
  readonly is64: boolean
  readonly littleEndian: boolean
  readonly #bytes: Uint8Array

  constructor(bytes: Uint8Array, is64: boolean, littleEndian: boolean) {
    this.#bytes = bytes
    this.is64 = is64
    this.littleEndian = littleEndian
  }

  u8(at: number): number {
    return this.#bytes[at] ?? 0
  }

  u16(at: number): number {
    return this.littleEndian ? this.u8(at) | (this.u8(at + 1) << 8) : (this.u8(at) << 8) | this.u8(at + 1)
  }

  u32(at: number): number {
    return this.littleEndian
      ? this.u16(at) + this.u16(at + 2) * 0x1_0000
      : this.u16(at) * 0x1_0000 + this.u16(at + 2)
  }

  /** An address, offset or size: 4 or 8 bytes. Above 2⁵³ it is rounded; nothing in a file is that far. */
  word(at: number): number {
    if (!this.is64) return this.u32(at)
    const [low, high] = this.littleEndian ? [at, at + 4] : [at + 4, at]
    return this.u32(low) + this.u32(high) * 0x1_0000_0000
  }

  get wordLength(): number {
    return this.is64 ? 8 : 4
  }
}
