import type { ElfReader } from './elf-layout.ts'
import type { VersionTable } from './symbol-versions.ts'

/** The dynamic section: positions are into its string table. */
export interface DynamicSection {
  readonly needed: readonly number[]
  readonly soname: number | null
  readonly rpath: number | null
  readonly runpath: number | null
  /** Address and length of the string table; `null` when there is none. */
  readonly strings: { readonly address: number; readonly length: number } | null
  /** The versions of symbols it needs and defines. */
  readonly versionNeeds: VersionTable | null
  readonly versions: VersionTable | null
  /** False when no DT_NULL ended the list, or it named more libraries than we keep. */
  readonly complete: boolean
}

/** Reads the entries of a dynamic section of `length` bytes up to DT_NULL. */
export function parseDynamic(reader: ElfReader, length: number): DynamicSection {
  const entryLength = 2 * reader.wordLength
  const needed: number[] = []
  const single = new Map<number, number>()
  let at = 0
  let ended = false
  for (; at + entryLength <= length && !ended; at += entryLength) {
    const tag = reader.word(at)
    const value = reader.word(at + reader.wordLength)
    if (tag === DT_NEEDED) needed.push(value)
    else if (tag === DT_NULL) ended = true
    else if (KEPT.has(tag)) single.set(tag, value)
  }
  return {
    needed: needed.slice(0, NEEDED_CEILING),
    soname: single.get(DT_SONAME) ?? null,
    rpath: single.get(DT_RPATH) ?? null,
    runpath: single.get(DT_RUNPATH) ?? null,
    strings: stringTable(single),
    versionNeeds: versionTable(single.get(DT_VERNEED), single.get(DT_VERNEEDNUM)),
    versions: versionTable(single.get(DT_VERDEF), single.get(DT_VERDEFNUM)),
    complete: ended && needed.length <= NEEDED_CEILING,
  }
}

function stringTable(single: ReadonlyMap<number, number>): DynamicSection['strings'] {
  const address = single.get(DT_STRTAB)
  return address === undefined ? null : { address, length: single.get(DT_STRSZ) ?? 0 }
}

function versionTable(address: number | undefined, count: number | undefined): VersionTable | null {
  return address === undefined ? null : { address, count: count ?? 0 }
}

/** The most any real program names is some two hundred. */
const NEEDED_CEILING = 512

const DT_NULL = 0
const DT_NEEDED = 1
const DT_STRTAB = 5
const DT_STRSZ = 10
const DT_SONAME = 14
const DT_RPATH = 15
const DT_RUNPATH = 29
const DT_VERDEF = 0x6fff_fffc
const DT_VERDEFNUM = 0x6fff_fffd
const DT_VERNEED = 0x6fff_fffe
const DT_VERNEEDNUM = 0x6fff_ffff
const KEPT: ReadonlySet<number> = new Set([
  ...[DT_STRTAB, DT_STRSZ, DT_SONAME, DT_RPATH, DT_RUNPATH],
  ...[DT_VERDEF, DT_VERDEFNUM, DT_VERNEED, DT_VERNEEDNUM],
])
