import type { GoBuildInfo, GoModule } from '../fact.ts'
import type { Pattern } from './aligned-search.ts'

/** What the build block of a Go binary tells (`debug/buildinfo` of Go's own library describes it). */
export type GoBuild = Omit<GoBuildInfo, 'linked'>

/**
 * The head of the block, 16-byte aligned in a writable segment:
 *
 *   \xff Go buildinf:   pointer size, flags   16 bytes of pointers (flag 2: unused)   then, from Go 1.18 on, inline:
 *   varint, version     varint, module info
 */
export const GO_BUILD_BLOCK: Pattern = {
  alignment: 16,
  length: 32,
  at: 0,
  first: 0xff,
  second: 0x20,
  third: 0x47,
  confirm: bytes => MAGIC.every((byte, at) => bytes[at] === byte),
}

const MAGIC = Array.from('\xff Go buildinf:', character => character.charCodeAt(0))

/** A Go binary of which no more than that is known. */
export const UNKNOWN_GO_BUILD: GoBuild = {
  version: null,
  path: null,
  mainModule: null,
  dependencies: [],
  settings: [],
}

/**
 * Reads the block. `bytes` begin at its magic and may be cut; `undefined` when what is needed was cut off.
 * Before Go 1.18 the block only points at strings that have passed long before: such a build is unknown.
 */
export function parseGoBuild(bytes: Uint8Array): GoBuild | undefined {
  const flags = bytes[15] ?? 0
  if ((flags & INLINE_STRINGS) === 0) return UNKNOWN_GO_BUILD
  const version = readString(bytes, GO_BUILD_BLOCK.length)
  if (version === undefined) return undefined
  const modules = readString(bytes, version.end)
  if (modules === undefined) return undefined
  return { ...parseModuleInfo(unwrap(modules.bytes)), version: utf8.decode(version.bytes) || null }
}

const INLINE_STRINGS = 2

function readString(bytes: Uint8Array, at: number): { bytes: Uint8Array; end: number } | undefined {
  let length = 0
  let scale = 1
  for (let from = at; from < Math.min(at + VARINT_LENGTH, bytes.length); from++) {
    const byte = bytes[from] ?? 0
    length += (byte & 0x7f) * scale
    scale *= 128
    if (byte >= 0x80) continue
    const end = from + 1 + length
    return end <= bytes.length ? { bytes: bytes.subarray(from + 1, end), end } : undefined
  }
  return undefined
}

/** 7 groups of 7 bits: more than any length we keep. */
const VARINT_LENGTH = 7
const utf8 = new TextDecoder()

/** The linker puts 16 bytes around the module info, for a debugger to find it. */
function unwrap(bytes: Uint8Array): string {
  const end = bytes.length - SENTINEL
  return end > SENTINEL && bytes[end - 1] === NEWLINE ? utf8.decode(bytes.subarray(SENTINEL, end)) : ''
}

const SENTINEL = 16
const NEWLINE = 0x0a

/** `path`, `mod`, `dep`, `=>` and `build` lines, fields separated by tabs, as `go version -m` prints them. */
function parseModuleInfo(text: string): Omit<GoBuild, 'version'> {
  let path: string | null = null
  let mainModule: GoModule | null = null
  const dependencies: GoModule[] = []
  const settings: [string, string][] = []
  for (const line of text.split('\n')) {
    const [word, first = '', second = ''] = line.split('\t')
    if (word === 'path') path = first
    else if (word === 'mod') mainModule = goModule(first, second)
    else if (word === 'dep') dependencies.push(goModule(first, second))
    else if (word === '=>') replaceLast(dependencies, { path: first, version: second })
    else if (word === 'build') settings.push(parseSetting(line.slice('build\t'.length)))
  }
  return { path, mainModule, dependencies, settings }
}

function goModule(path: string, version: string): GoModule {
  return { path, version, replacedBy: null }
}

function replaceLast(dependencies: GoModule[], replacedBy: { path: string; version: string }): void {
  const last = dependencies.pop()
  if (last !== undefined) dependencies.push({ ...last, replacedBy })
}

/** `NAME=value`; either side may be quoted as a Go string when it holds blanks or the like. */
function parseSetting(text: string): [string, string] {
  const name = /^(?:"(?:[^"\\]|\\.)*"|`[^`]*`|[^=]*)/.exec(text)?.[0] ?? ''
  return [unquote(name), unquote(text.slice(name.length + 1))]
}

function unquote(text: string): string {
  if (text.startsWith('`')) return text.slice(1, -1)
  if (!text.startsWith('"')) return text
  return text
    .slice(1, -1)
    .replace(/\\(x[0-9a-f]{2}|u[0-9a-f]{4}|.)/g, (_, sequence: string) => unescaped(sequence))
}

function unescaped(sequence: string): string {
  if (sequence.length > 1) return String.fromCharCode(Number.parseInt(sequence.slice(1), 16))
  return SHORT_ESCAPES.get(sequence) ?? sequence
}

const SHORT_ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
])
