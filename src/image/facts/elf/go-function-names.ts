import type { GoLinked, GoPackage } from '../fact.ts'
import { AlignedSearch, type Pattern } from './aligned-search.ts'
import { ElfReader } from './elf-layout.ts'

/**
 * Finds which packages a Go binary links, from the names of its functions. The run-time needs these for stack traces, so
 * they are in stripped binaries too, one after another and NUL-terminated, in a table that the header of "pclntab" points
 * to (`debug/gosym` of Go's own library describes it, for Go 1.16 and later).
 */
export class GoFunctionNames {
  readonly #is64: boolean
  readonly #littleEndian: boolean
  readonly #fileLength: number
  readonly #header: AlignedSearch
  #names: NameTable | undefined

  constructor(is64: boolean, littleEndian: boolean, fileLength: number) {
    this.#is64 = is64
    this.#littleEndian = littleEndian
    this.#fileLength = fileLength
    this.#header = new AlignedSearch(headerPattern(is64, littleEndian, fileLength))
  }

  push(chunk: Uint8Array, offset: number): void {
    this.#names ??= this.#findTable(chunk, offset)
    this.#names?.push(chunk, offset)
  }

  /** `undefined` when this is no Go binary, or one older than Go 1.16. */
  finish(): GoLinked | undefined {
    return this.#names?.linked()
  }

  #findTable(chunk: Uint8Array, offset: number): NameTable | undefined {
    const header = this.#header.push(chunk, offset)
    if (header === undefined) return undefined
    const range = nameRange(header.bytes, this.#is64, this.#littleEndian, this.#fileLength)
    return range && new NameTable(header.offset + range.start, header.offset + range.end)
  }
}

function headerPattern(is64: boolean, littleEndian: boolean, fileLength: number): Pattern {
  return {
    alignment: 8, // Go's own linker aligns it to 32; a system linker that was handed Go's object only to a pointer
    length: 8 + 8 * (is64 ? 8 : 4),
    at: littleEndian ? 1 : 0,
    first: 0xff,
    second: 0xff,
    third: 0xff,
    confirm: bytes => nameRange(bytes, is64, littleEndian, fileLength) !== undefined,
  }
}

/** Where the names are, counted from the header; `undefined` when the bytes are no header. */
function nameRange(bytes: Uint8Array, is64: boolean, littleEndian: boolean, fileLength: number) {
  const reader = new ElfReader(bytes, is64, littleEndian)
  const before = WORDS_BEFORE_NAMES.get(reader.u32(0))
  const plausible = reader.u16(4) === 0 && QUANTA.has(reader.u8(6)) && reader.u8(7) === reader.wordLength
  if (before === undefined || !plausible) return undefined
  const start = reader.word(8 + before * reader.wordLength)
  const end = reader.word(8 + (before + 1) * reader.wordLength)
  return start >= 8 && start < end && end <= fileLength ? { start, end } : undefined
}

/** By magic number: Go 1.20 and 1.18 put the start of the text before the offset of the names, 1.16 does not. */
const WORDS_BEFORE_NAMES: ReadonlyMap<number, number> = new Map([
  [0xfffffff1, 3],
  [0xfffffff0, 3],
  [0xfffffffa, 2],
])
/** Instruction sizes: amd64 and 386 have 1, s390x 2, the others 4. */
const QUANTA: ReadonlySet<number> = new Set([1, 2, 4])

/** Looks at every name of the table as it passes, holding no more than the beginning of one. */
class NameTable {
  readonly #start: number
  readonly #end: number
  readonly #name = new Uint8Array(LONGEST_WANTED)
  #length = 0
  readonly #packages = new Set<GoPackage>()
  #loadsTimeZones = false
  #usesTemporaryFiles = false

  constructor(start: number, end: number) {
    this.#start = start
    this.#end = end
  }

  push(chunk: Uint8Array, offset: number): void {
    let at = Math.max(0, this.#start - offset)
    const end = Math.min(chunk.length, this.#end - offset)
    while (at < end) {
      const nul = chunk.indexOf(0, at)
      const stop = nul < 0 || nul >= end ? end : nul
      this.#take(chunk, at, stop)
      if (stop < end) this.#nameEnded()
      at = stop + 1
    }
  }

  linked(): GoLinked {
    return {
      packages: GO_PACKAGES.filter(each => this.#packages.has(each)),
      loadsTimeZones: this.#loadsTimeZones,
      usesTemporaryFiles: this.#usesTemporaryFiles,
    }
  }

  #take(chunk: Uint8Array, from: number, to: number): void {
    const end = Math.min(to, from + LONGEST_WANTED - this.#length)
    for (let at = from; at < end; at++) this.#name[this.#length++] = chunk[at] ?? 0
  }

  #nameEnded(): void {
    if (this.#is(LOAD_LOCATION)) this.#loadsTimeZones = true
    if (this.#is(CREATE_TEMP) || this.#is(MKDIR_TEMP)) this.#usesTemporaryFiles = true
    for (const wanted of GO_PACKAGES) if (this.#begins(PREFIXES[wanted])) this.#packages.add(wanted)
    this.#length = 0
  }

  #is(name: Uint8Array): boolean {
    return this.#length === name.length && this.#begins(name)
  }

  #begins(prefix: Uint8Array): boolean {
    if (this.#name[0] !== prefix[0] || this.#length < prefix.length) return false
    return prefix.every((byte, at) => this.#name[at] === byte)
  }
}

const GO_PACKAGES: readonly GoPackage[] = ['crypto/x509', 'net/http', 'os/exec', 'os/user', 'time/tzdata']
/** A function of a package is called `net/http.ListenAndServe`, a method `net/http.(*Server).Serve`. */
const PREFIXES = {
  'crypto/x509': ascii('crypto/x509.'),
  'net/http': ascii('net/http.'),
  'os/exec': ascii('os/exec.'),
  'os/user': ascii('os/user.'),
  'time/tzdata': ascii('time/tzdata.'),
} as const satisfies Record<GoPackage, Uint8Array>
const LOAD_LOCATION = ascii('time.LoadLocation')
const CREATE_TEMP = ascii('os.CreateTemp')
const MKDIR_TEMP = ascii('os.MkdirTemp')
/** One more than the longest name looked for, so that a longer one is never taken for it. */
const LONGEST_WANTED = LOAD_LOCATION.length + 1

function ascii(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
