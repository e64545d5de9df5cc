import type { Limits } from '../image/limits.ts'
import { corrupted, type Place } from './damage.ts'
import type { EntryNotes } from './entry-notes.ts'
import { BLOCK } from './header-block.ts'

/** What the walk along a tar's structure wants next. */
export type Demand =
  | TakeDemand
  | EntryDemand
  /** A global PAX header was skipped. */
  | { readonly kind: 'globalHeader' }

/** Bytes to look at; tar-stream does not see them. */
export interface TakeDemand {
  readonly kind: 'take'
  readonly count: number
  /** Whether an archive may stop before them. */
  readonly mayEnd: boolean
}

/** An entry for tar-stream. */
export interface EntryDemand {
  readonly kind: 'entry'
  readonly header: Uint8Array
  readonly notes: EntryNotes
  /** Bytes after the header to pass on: content and padding. */
  readonly count: number
  /** How many of them are padding, which may be missing at the end of the archive. */
  readonly padding: number
}

/** The answer to a `take`; to anything else the answer is empty. */
export interface Taken {
  readonly bytes: Uint8Array
  /** Where in the tar the next byte stands. */
  readonly next: number
}

/** A part of the walk: demands, answers, a result. When the whole walk returns, the archive is over. */
export type Walk<Result> = Generator<Demand, Result, Taken>

/** What the walk must know wherever it is. */
export interface WalkContext {
  readonly what: string
  readonly limits: Limits
}

export function take(count: number, mayEnd = false): Demand {
  return { kind: 'take', count, mayEnd }
}

/** The size with its padding. */
export function wholeBlocks(size: number): number {
  return Math.ceil(size / BLOCK) * BLOCK
}

/** A declared size that can be true: a whole number, not negative, and the tar's end still countable. */
export function possibleSize(size: number | undefined, place: Place): number {
  if (size === undefined) corrupted(place, 'the size of a header is no number')
  if (size >= 0 && size <= Number.MAX_SAFE_INTEGER - place.at - BLOCK) return size
  return corrupted(place, `a header declares an impossible size (${size})`)
}
