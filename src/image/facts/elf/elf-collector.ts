import type { Collector } from '../collector.ts'
import type { ElfFact } from '../fact.ts'
import { AlignedSearch } from './aligned-search.ts'
import { ByteWindows } from './byte-windows.ts'
import { parseDynamic } from './dynamic.ts'
import { elfFact, LONGEST_STRING, NOTES_WINDOW, readNotes, type Seen, VERSIONS_WINDOW } from './elf-fact.ts'
import {
  type ElfLayout,
  ElfReader,
  fileOffset,
  PT_DYNAMIC,
  PT_INTERP,
  PT_LOAD,
  PT_NOTE,
  parseElfLayout,
  type Segment,
} from './elf-layout.ts'
import { GO_BUILD_BLOCK } from './go-build-info.ts'
import { GoFunctionNames } from './go-function-names.ts'
import { parseSections } from './sections.ts'

/**
 * Summarises an ELF executable or shared library while its bytes pass once. What is to be kept is planned from what was
 * already seen:
 *
 *   header ▸ program headers ▸ interpreter, notes, dynamic section, section headers
 *                                               ▸ strings of the dynamic section
 *
 * The strings are the difficulty: they usually stand *before* the dynamic section that says where they are. So places
 * are kept where they are wont to stand: GNU ld and lld put them into the first segment; Go's own linker behind the text,
 * into the second (its section headers, at the very beginning, name the place unless somebody stripped the file);
 * patchelf appends them, behind everything.
 */
export class ElfCollector implements Collector {
  readonly #fileLength: number
  readonly #windows: ByteWindows
  #state: State = { kind: 'header' }

  constructor(fileLength: number) {
    this.#fileLength = fileLength
    this.#windows = new ByteWindows(fileLength, WINDOWS_CEILING)
    this.#windows.want(0, HEAD_WINDOW)
  }

  push(chunk: Uint8Array, offset: number): void {
    if (this.#state.kind === 'ignored') return
    do this.#windows.push(chunk, offset)
    while (this.#plan())
    if (this.#state.kind === 'parts') this.#searchGo(this.#state, chunk, offset)
  }

  finish(): ElfFact | undefined {
    if (this.#state.kind === 'header') this.#planParts(true)
    if (this.#state.kind !== 'parts') return undefined
    return elfFact(this.#state.seen, this.#windows, this.#state.functionNames.finish())
  }

  /** Takes the next step of the plan; true when something more is wanted, maybe of the chunk at hand. */
  #plan(): boolean {
    if (this.#state.kind === 'header') return this.#planParts(false)
    if (this.#state.kind === 'ignored') return false
    const bySections = this.#planStringsBySections(this.#state.seen)
    return this.#planStringsByDynamic(this.#state.seen) || bySections
  }

  #planParts(atEnd: boolean): boolean {
    const head = this.#windows.readUpTo(0, HEAD_WINDOW)
    const verdict = parseElfLayout(head, atEnd || head.length === HEAD_WINDOW)
    if (verdict.kind === 'more') return false
    const kept = verdict.kind === 'elf' && KEPT_TYPES.has(verdict.layout.type)
    this.#state = kept ? partsOf(verdict.layout, this.#fileLength) : { kind: 'ignored' }
    if (kept) this.#wantParts(verdict.layout)
    return kept
  }

  #wantParts(layout: ElfLayout): void {
    const { segments, sections } = layout
    for (const { type, offset, length } of (segments ?? []).slice(0, SEGMENTS_CEILING)) {
      if (type === PT_INTERP) this.#windows.want(offset, Math.min(length, LONGEST_STRING))
      if (type === PT_NOTE) this.#windows.want(offset, Math.min(length, NOTES_WINDOW))
      if (type === PT_DYNAMIC) this.#windows.want(offset, Math.min(length, DYNAMIC_WINDOW))
    }
    this.#windows.want(sections.offset, Math.min(sections.entrySize * sections.count, SECTIONS_WINDOW))
    if (segments?.some(each => each.type === PT_DYNAMIC)) this.#wantEarlyStrings(segments)
  }

  #wantEarlyStrings(segments: readonly Segment[]): void {
    const [first, second] = segments.filter(each => each.type === PT_LOAD)
    if (first === undefined || first.offset !== 0) return
    this.#windows.widenHead(Math.min(first.length, first.executable ? TEXT_WINDOW : STRINGS_WINDOW))
    if (first.executable && second !== undefined && !second.writable) {
      this.#windows.want(second.offset, Math.min(second.length, STRINGS_WINDOW))
    }
  }

  #planStringsBySections(seen: Seen): boolean {
    const { layout } = seen
    const { offset, entrySize, count } = layout.sections
    if (seen.sections !== undefined || count === 0) return false
    const bytes = this.#windows.read(offset, entrySize * count)
    if (bytes === undefined) return false
    seen.sections = parseSections(
      new ElfReader(bytes, layout.class === 64, layout.littleEndian),
      layout.sections,
    )
    const strings = seen.sections.dynamicStrings
    if (strings === undefined || seen.dynamic !== undefined) return false
    this.#windows.want(strings.offset, Math.min(strings.length, STRINGS_WINDOW))
    return true
  }

  #planStringsByDynamic(seen: Seen): boolean {
    const { layout } = seen
    const segment = layout.segments?.find(each => each.type === PT_DYNAMIC)
    if (seen.dynamic !== undefined || segment === undefined) return false
    const bytes = this.#windows.read(segment.offset, segment.length)
    if (bytes === undefined) return false
    seen.dynamic = parseDynamic(new ElfReader(bytes, layout.class === 64, layout.littleEndian), bytes.length)
    const { strings, versionNeeds, versions } = seen.dynamic
    this.#wantAddress(layout, versionNeeds?.address, VERSIONS_WINDOW)
    this.#wantAddress(layout, versions?.address, VERSIONS_WINDOW)
    this.#wantAddress(layout, strings?.address, Math.min(strings?.length ?? 0, STRINGS_WINDOW))
    return true
  }

  /** Unless all of it is kept already. */
  #wantAddress(layout: ElfLayout, address: number | undefined, length: number): void {
    const offset = address === undefined ? undefined : fileOffset(layout, address)
    if (offset === undefined) return
    const isKept = this.#windows.read(offset, Math.min(length, this.#fileLength - offset)) !== undefined
    if (!isKept) this.#windows.want(offset, length)
  }

  #searchGo(parts: Parts, chunk: Uint8Array, offset: number): void {
    parts.mayBeGo ??= this.#decideGo(parts.seen, offset + chunk.length)
    if (parts.mayBeGo === true) parts.functionNames.push(chunk, offset)
    const from = Math.max(0, parts.writable.start - offset)
    const to = Math.min(chunk.length, parts.writable.end - offset)
    if (parts.seen.goBlock !== undefined || from >= to) return
    const match = parts.goBlocks.push(chunk.subarray(from, to), offset + from)
    if (match === undefined) return
    parts.seen.goBlock = match.offset
    this.#windows.want(match.offset, GO_BLOCK_WINDOW)
    this.#windows.push(match.bytes, match.offset) // its first bytes may have come with an earlier chunk
    this.#windows.push(chunk, offset)
  }

  /**
   * Whether to look for Go's function names, which may stand nearly anywhere: where Go's linker left its note, and in
   * static programs, from which somebody may have kept it away (`-buildid=`). Not known before the notes have passed.
   */
  #decideGo(seen: Seen, passed: number): boolean | undefined {
    const segments = seen.layout.segments ?? []
    if (!segments.some(each => each.type === PT_DYNAMIC)) return true
    const notes = segments.filter(each => each.type === PT_NOTE && each.offset < HEAD_WINDOW)
    const end = Math.max(0, ...notes.map(each => each.offset + Math.min(each.length, NOTES_WINDOW)))
    return passed < end ? undefined : readNotes(seen, this.#windows).go
  }
}

type State = { readonly kind: 'header' } | { readonly kind: 'ignored' } | Parts

interface Parts {
  readonly kind: 'parts'
  readonly seen: Seen
  /** The stretch of the file in which Go's build block may stand. */
  readonly writable: { readonly start: number; readonly end: number }
  readonly goBlocks: AlignedSearch
  readonly functionNames: GoFunctionNames
  mayBeGo: boolean | undefined
}

const KiB = 1024
const MiB = 1024 * KiB

/** Program headers and, from Go's linker, section headers: real ones end within the first 4 KiB. */
const HEAD_WINDOW = 64 * KiB
/** Strings of the dynamic section: those of LLVM end 4 MiB into the file, those of dockerd 11 MiB. */
const STRINGS_WINDOW = 16 * MiB
/** The same where the first segment is text too: gold, and GNU ld before 2018, put them in front of the code. */
const TEXT_WINDOW = 8 * MiB
/** A real dynamic section has some forty entries of 16 bytes. */
const DYNAMIC_WINDOW = 64 * KiB
/** Thousands of section headers. Executables have about forty. */
const SECTIONS_WINDOW = MiB
/** Version and module list: some 30 KiB for programs with hundreds of modules. */
const GO_BLOCK_WINDOW = MiB
/** Real files have about a dozen. */
const SEGMENTS_CEILING = 64
/** All of it together, so that no header can ask for more. */
const WINDOWS_CEILING = 32 * MiB

/** Executables and shared objects; `.o` and `.ko` files and core dumps are nothing a container starts. */
const KEPT_TYPES: ReadonlySet<number> = new Set([2, 3])

function partsOf(layout: ElfLayout, fileLength: number): Parts {
  const is64 = layout.class === 64
  return {
    kind: 'parts',
    seen: { layout, sections: undefined, dynamic: undefined, goBlock: undefined },
    writable: writableStretch(layout.segments ?? []),
    goBlocks: new AlignedSearch(GO_BUILD_BLOCK),
    functionNames: new GoFunctionNames(is64, layout.littleEndian, fileLength),
    mayBeGo: undefined,
  }
}

function writableStretch(segments: readonly Segment[]): { start: number; end: number } {
  const writable = segments.filter(each => each.type === PT_LOAD && each.writable)
  const start = Math.min(...writable.map(each => each.offset))
  return { start, end: Math.max(0, ...writable.map(each => each.offset + each.length)) }
}
