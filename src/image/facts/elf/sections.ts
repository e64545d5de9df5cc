import type { ElfReader, Table } from './elf-layout.ts'

/** What the section headers tell that the program headers do not. */
export interface Sections {
  readonly hasSymbolTable: boolean
  /** Where the strings of the dynamic section are in the file. */
  readonly dynamicStrings: Stretch | undefined
  /** Notes; Go's own linker names only one of them in the program headers. */
  readonly notes: readonly Stretch[]
}

/** A part of the file, bytes. */
export interface Stretch {
  readonly offset: number
  readonly length: number
  readonly alignment: number
}

/** Reads the section headers; `reader` begins at the first of them. */
export function parseSections(reader: ElfReader, table: Table): Sections {
  let hasSymbolTable = false
  let dynamicStrings: Stretch | undefined
  const notes: Stretch[] = []
  for (let each = 0; each < table.count; each++) {
    const at = each * table.entrySize
    const type = reader.u32(at + 4)
    if (type === SHT_SYMTAB) hasSymbolTable = true
    if (type === SHT_NOTE && notes.length < NOTES_CEILING) notes.push(stretchOf(reader, at))
    if (type !== SHT_DYNAMIC) continue
    const link = reader.u32(at + (reader.is64 ? 40 : 24))
    if (link < table.count) dynamicStrings = stretchOf(reader, link * table.entrySize)
  }
  return { hasSymbolTable, dynamicStrings, notes }
}

const SHT_SYMTAB = 2
const SHT_DYNAMIC = 6
const SHT_NOTE = 7
/** Real files have up to five. */
const NOTES_CEILING = 16

function stretchOf(reader: ElfReader, at: number): Stretch {
  return reader.is64
    ? { offset: reader.word(at + 24), length: reader.word(at + 32), alignment: reader.word(at + 48) }
    : { offset: reader.word(at + 16), length: reader.word(at + 20), alignment: reader.word(at + 32) }
}
