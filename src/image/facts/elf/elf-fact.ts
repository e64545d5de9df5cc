import { type ByteString, fromBytes } from '../../byte-string.ts'
import type { ElfFact, GoBuildInfo, GoLinked } from '../fact.ts'
import type { ByteWindows } from './byte-windows.ts'
import type { DynamicSection } from './dynamic.ts'
import { type ElfLayout, ElfReader, fileOffset, PT_DYNAMIC, PT_INTERP, PT_NOTE } from './elf-layout.ts'
import { parseGoBuild, UNKNOWN_GO_BUILD } from './go-build-info.ts'
import { type Notes, parseNotes } from './notes.ts'
import type { Sections } from './sections.ts'
import { type NameAt, readVersionNeeds, readVersions, type VersionTable } from './symbol-versions.ts'

/** What has been read of a file so far; its other parts are in the windows. */
export interface Seen {
  readonly layout: ElfLayout
  sections: Sections | undefined
  dynamic: DynamicSection | undefined
  /** Where Go's build block begins. */
  goBlock: number | undefined
}

/** Longest name kept: Linux' PATH_MAX. */
export const LONGEST_STRING = 4096

/** Puts the fact together when the whole file has passed. `complete` is false when any part is missing. */
export function elfFact(seen: Seen, windows: ByteWindows, linked: GoLinked | undefined): ElfFact {
  const { layout } = seen
  const missing = new Set<string>()
  if (layout.segments === null) missing.add('program headers')
  const go = goInfo(seen.goBlock, windows, linked, missing)
  const interpreter = readInterpreter(layout, windows, missing)
  return {
    kind: 'elf',
    class: layout.class,
    littleEndian: layout.littleEndian,
    machine: layout.machine,
    type: layout.type,
    osAbi: layout.osAbi,
    interpreter,
    ...readNames(seen, windows, missing),
    ...readVersionTables(seen, windows),
    stripped: isStripped(seen, missing),
    buildId: readNotes(seen, windows).buildId ?? null,
    go,
    complete: missing.size === 0,
  }
}

function readInterpreter(layout: ElfLayout, windows: ByteWindows, missing: Set<string>): ByteString | null {
  const segment = layout.segments?.find(each => each.type === PT_INTERP)
  if (segment === undefined) return null
  const name = readName(windows, segment.offset, Math.min(segment.length, LONGEST_STRING))
  if (name === undefined) missing.add('interpreter')
  return name ?? null
}

type Names = Pick<ElfFact, 'needed' | 'soname' | 'rpath' | 'runpath'>

function readNames(seen: Seen, windows: ByteWindows, missing: Set<string>): Names {
  const { layout, dynamic } = seen
  if (dynamic === undefined || !dynamic.complete) {
    if (layout.segments?.some(each => each.type === PT_DYNAMIC)) missing.add('dynamic section')
  }
  const table = dynamic?.strings && fileOffset(layout, dynamic.strings.address)
  const read = (position: number | null | undefined): ByteString | null => {
    if (position === null || position === undefined) return null
    const name = typeof table === 'number' ? readName(windows, table + position, LONGEST_STRING) : undefined
    if (name === undefined) missing.add('dynamic strings')
    return name ?? null
  }
  return {
    needed: (dynamic?.needed ?? []).map(read).filter(name => name !== null),
    soname: read(dynamic?.soname),
    rpath: read(dynamic?.rpath),
    runpath: read(dynamic?.runpath),
  }
}

/**
 * The versions of symbols. They are read from what was kept for other reasons, or passed later: a file whose tables
 * stand elsewhere is complete all the same, and nobody knows its versions.
 */
function readVersionTables(
  { layout, dynamic }: Seen,
  windows: ByteWindows,
): Pick<ElfFact, 'versionNeeds' | 'versions'> {
  const strings = dynamic?.strings && fileOffset(layout, dynamic.strings.address)
  const nameAt = (position: number) =>
    typeof strings === 'number' ? readName(windows, strings + position, LONGEST_STRING) : undefined
  const read = <Value>(table: VersionTable | null | undefined, parse: TableParser<Value>): Value[] | null => {
    if (table === undefined) return layout.segments?.some(each => each.type === PT_DYNAMIC) ? null : []
    if (table === null) return dynamic?.complete ? [] : null
    const offset = fileOffset(layout, table.address)
    if (offset === undefined) return null
    const bytes = windows.readUpTo(offset, VERSIONS_WINDOW)
    return parse(new ElfReader(bytes, layout.class === 64, layout.littleEndian), bytes.length, table, nameAt)
  }
  return {
    versionNeeds: read(dynamic?.versionNeeds, readVersionNeeds),
    versions: read(dynamic?.versions, readVersions),
  }
}

type TableParser<Value> = (
  reader: ElfReader,
  length: number,
  table: VersionTable,
  nameAt: NameAt,
) => Value[] | null

/** As many entries as are read take 80 KiB. */
export const VERSIONS_WINDOW = 128 * 1024

/** The NUL-terminated name at `offset`; `undefined` when it was not kept or does not end within `longest` bytes. */
function readName(windows: ByteWindows, offset: number, longest: number): ByteString | undefined {
  const bytes = windows.readUpTo(offset, longest)
  const end = bytes.indexOf(0)
  return end < 0 ? undefined : fromBytes(bytes.subarray(0, end))
}

function isStripped(seen: Seen, missing: Set<string>): boolean | null {
  if (seen.sections !== undefined) return !seen.sections.hasSymbolTable
  if (seen.layout.sections.offset === 0) return true // no section headers at all: nothing to look symbols up in
  missing.add('section headers')
  return null
}

/** The notes in the part of the file that was kept, whoever names them. */
export function readNotes(seen: Seen, windows: ByteWindows): Notes {
  const { layout, sections } = seen
  const segments = (layout.segments ?? []).filter(each => each.type === PT_NOTE).slice(0, NOTES_CEILING)
  let all: Notes = { buildId: undefined, go: false }
  for (const { offset, length, alignment } of [...segments, ...(sections?.notes ?? [])]) {
    const bytes = windows.readUpTo(offset, Math.min(length, NOTES_WINDOW))
    const notes = parseNotes(bytes, new ElfReader(bytes, layout.class === 64, layout.littleEndian), alignment)
    all = { buildId: all.buildId ?? notes.buildId, go: all.go || notes.go }
  }
  return all
}

/** Real notes have a few hundred bytes. */
export const NOTES_WINDOW = 4096
/** Real files have up to three segments of notes. */
const NOTES_CEILING = 16

function goInfo(
  block: number | undefined,
  windows: ByteWindows,
  linked: GoLinked | undefined,
  missing: Set<string>,
): GoBuildInfo | null {
  if (block === undefined && linked === undefined) return null
  if (block === undefined) return { ...UNKNOWN_GO_BUILD, linked: linked ?? null }
  const build = parseGoBuild(windows.readUpTo(block, Number.POSITIVE_INFINITY))
  if (build === undefined) missing.add('Go build information')
  return { ...(build ?? UNKNOWN_GO_BUILD), linked: linked ?? null }
}
