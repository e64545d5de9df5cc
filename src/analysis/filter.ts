import picomatch from 'picomatch'
import { type ByteString, toText } from '../image/byte-string.ts'
import type { InodeType } from '../image/entry.ts'
import type { Change } from '../tree/change.ts'
import { nameMatcher } from '../tree/find.ts'
import { nodeName, nodePath } from '../tree/overlay.ts'
import { changeOf, lengthOf, type TreeView, typeOf } from '../tree/tree-view.ts'

/** What a filter text means, or what is wrong with it. */
export type Filter =
  | { readonly kind: 'filter'; readonly matches: FilterMatch }
  | { readonly kind: 'badFilter'; readonly message: string }

/** Whether a shown node passes. */
export type FilterMatch = (view: TreeView, node: number) => boolean

/**
 * Parses `size>1M type:f status:AM *.so lib`: words separated by spaces, all of which must hold.
 *
 *   size>1M      also >= < <= =; 1.5k 2M 3G are thousands, 1Ki 2Mi 3Gi powers of two; a directory by what is beneath
 *   type:f,l     f d l c b p, or file directory symlink character block fifo
 *   status:AM    A M D U, or added modified removed unchanged
 *   *.so         a glob: on the name, with a slash on the whole path
 *   lib          a part of the name (with a slash: of the path); lower case finds both cases
 */
export function parseFilter(text: string): Filter {
  return parseFilterWords(text.split(/\s+/).filter(word => word !== ''))
}

/** The same from words that are apart already, and may hold spaces. */
export function parseFilterWords(words: readonly string[]): Filter {
  const matches: FilterMatch[] = []
  for (const word of words) {
    const term = parseTerm(word)
    if (typeof term === 'string') return { kind: 'badFilter', message: term }
    matches.push(term)
  }
  const [only, ...more] = matches
  if (only !== undefined && more.length === 0) return { kind: 'filter', matches: only }
  return { kind: 'filter', matches: (view, node) => matches.every(match => match(view, node)) }
}

/** A term's meaning, or the sentence that says what is wrong with it. */
type Term = FilterMatch | string

function parseTerm(word: string): Term {
  const key = /^[a-z]+(?=[:<>=])/.exec(word)?.[0]
  if (key === undefined) return /[*?[\]{}]/.test(word) ? globTerm(word) : nameTerm(word)
  if (key === 'size') return sizeTerm(word)
  if (key === 'type') return wordsTerm(word, 'type:', TYPE_WORDS, (view, node) => typeOf(view, node))
  if (key === 'status') return statusTerm(word)
  return `There is no filter "${key}". Valid are size>1M, type:f, status:A, and parts of names such as *.so or lib.`
}

function sizeTerm(word: string): Term {
  const parts = /^size(>=|<=|>|<|=|:)([0-9]+(?:\.[0-9]+)?)([a-z]*)$/i.exec(word)
  const unit = UNITS.get((parts?.[3] ?? '').toLowerCase().replace(/b$/, ''))
  const compare = COMPARISONS.get(parts?.[1] ?? '')
  if (unit === undefined || compare === undefined) {
    return `"${word}" is no size. Valid are size>1M, size<=20k, size=0, size>1.5Gi.`
  }
  const wanted = Number(parts?.[2]) * unit
  return (view, node) => compare(sizeOf(view, node), wanted)
}

const UNITS: ReadonlyMap<string, number> = new Map([
  ['', 1],
  ['k', 1e3],
  ['m', 1e6],
  ['g', 1e9],
  ['t', 1e12],
  ['ki', 2 ** 10],
  ['mi', 2 ** 20],
  ['gi', 2 ** 30],
  ['ti', 2 ** 40],
])

const COMPARISONS: ReadonlyMap<string, (size: number, wanted: number) => boolean> = new Map([
  ['>', (size: number, wanted: number) => size > wanted],
  ['>=', (size: number, wanted: number) => size >= wanted],
  ['<', (size: number, wanted: number) => size < wanted],
  ['<=', (size: number, wanted: number) => size <= wanted],
  ['=', (size: number, wanted: number) => size === wanted],
  [':', (size: number, wanted: number) => size === wanted],
])

function sizeOf(view: TreeView, node: number): number {
  return typeOf(view, node) === 'directory' ? (view.bytes[node] ?? 0) : lengthOf(view, node)
}

/** `status:AM` is letters in a row; `status:added,removed` words. */
function statusTerm(word: string): Term {
  const asLetters = word.replace(/^(status:)([AMDU]+)$/i, (_, key, letters) => key + [...letters].join(','))
  return wordsTerm(asLetters, 'status:', STATUS_WORDS, (view, node) => changeOf(view, node))
}

function wordsTerm<T extends string>(
  word: string,
  key: string,
  meanings: ReadonlyMap<string, T>,
  read: (view: TreeView, node: number) => T,
): Term {
  const wanted = new Set<T>()
  for (const part of word.slice(key.length).split(',')) {
    const meaning = word.startsWith(key) ? meanings.get(part.toLowerCase()) : undefined
    if (meaning === undefined)
      return `"${word}" is not understood: after ${key} valid are ${[...meanings.keys()].join(', ')}.`
    wanted.add(meaning)
  }
  return (view, node) => wanted.has(read(view, node))
}

const TYPE_WORDS: ReadonlyMap<string, InodeType> = new Map([
  ['f', 'file'],
  ['d', 'directory'],
  ['l', 'symlink'],
  ['c', 'character'],
  ['b', 'block'],
  ['p', 'fifo'],
  ['file', 'file'],
  ['directory', 'directory'],
  ['symlink', 'symlink'],
  ['character', 'character'],
  ['block', 'block'],
  ['fifo', 'fifo'],
])

const STATUS_WORDS: ReadonlyMap<string, Change> = new Map([
  ['a', 'added'],
  ['m', 'modified'],
  ['d', 'removed'],
  ['u', 'unchanged'],
  ['added', 'added'],
  ['modified', 'modified'],
  ['removed', 'removed'],
  ['unchanged', 'unchanged'],
])

/** A glob on the name, with a slash on the whole path; a pattern without `*?[]{}` is the name itself. */
export function globTerm(pattern: string): FilterMatch {
  const isPath = pattern.includes('/')
  const matches = picomatch(isPath ? pattern.replace(/^\//, '') : pattern, { dot: true })
  if (!isPath) return (view, node) => matches(readable(nodeName(view.overlay, node)))
  return (view, node) => matches(readable(nodePath(view.overlay, node)).slice(1))
}

function nameTerm(text: string): Term {
  let made: { paths: TreeView['overlay']['paths']; matches: (node: number) => boolean } | undefined
  return (view, node) => {
    const { paths } = view.overlay
    if (made?.paths !== paths) made = { paths, matches: nameMatcher(paths, text) }
    return made.matches(node)
  }
}

/** A glob's `?` is a letter, not a byte of one. */
function readable(name: ByteString): string {
  return toText(name) ?? name
}
