import { fail, LayerscopeError } from '../errors.ts'
import type { Demand, EntryDemand, TakeDemand, Taken, Walk, WalkContext } from './demand.ts'
import type { EntryNotes } from './entry-notes.ts'
import { BLOCK } from './header-block.ts'
import { Pieces } from './pieces.ts'
import { tarStructure } from './structure.ts'

/**
 * Stands in front of tar-stream: feeds the walk along the tar's structure with the bytes it demands, and passes on
 * what tar-stream shall see: plain entries of one header, content and padding. Chunks pass uncopied.
 */
export class TarGuard {
  readonly #what: string
  readonly #structure: Walk<void>
  readonly #notes: EntryNotes[] = []
  #state: State
  #pieces = new Pieces()
  #bytes = 0
  #entries = 0
  #globalHeaders = 0

  constructor(context: WalkContext) {
    this.#what = context.what
    this.#structure = tarStructure(context)
    this.#state = this.#proceed(NO_ANSWER)
  }

  /** Bytes taken so far, those after the end of the archive included. */
  get bytes(): number {
    return this.#bytes
  }

  get entries(): number {
    return this.#entries
  }

  get globalHeaders(): number {
    return this.#globalHeaders
  }

  /** The notes on the oldest entry passed on and not yet asked for. */
  takeNotes(): EntryNotes {
    const detail = 'its entries cannot be told apart'
    return this.#notes.shift() ?? fail({ kind: 'corrupted', what: this.#what, detail })
  }

  /** What stopped the walk, if something did: to be thrown when tar-stream has handed out the entries before it. */
  get failure(): { readonly error: unknown } | undefined {
    return this.#state.kind === 'failed' ? this.#state : undefined
  }

  /** Takes the next bytes; what tar-stream shall see of them. After a failure nothing. */
  push(chunk: Uint8Array): Uint8Array[] {
    this.#pieces = new Pieces()
    try {
      for (let at = 0; at < chunk.length; ) at += this.#step(chunk, at)
    } catch (error) {
      this.#state = { kind: 'failed', error }
    }
    return this.#pieces.take()
  }

  /**
   * The bytes are over; what tar-stream still needs: the padding a writer left out, and a zero block. That block
   * makes tar-stream finish only when the last entry has been taken. Bytes that end between entries too early are a
   * `failure`; bytes that end inside a content are thrown as the fault `truncated`, because that entry cannot finish.
   */
  end(): Uint8Array {
    const state = this.#state
    switch (state.kind) {
      case 'over':
      case 'failed':
        return new Uint8Array(BLOCK)
      case 'passing':
        if (state.left <= state.padding) return new Uint8Array(state.left + BLOCK)
        throw this.#truncated(state.left)
      case 'taking':
        if (state.filled > 0 || !state.demand.mayEnd) {
          this.#state = { kind: 'failed', error: this.#truncated(state.demand.count - state.filled) }
        }
        return new Uint8Array(BLOCK)
      default:
        return state satisfies never
    }
  }

  #truncated(missing: number): LayerscopeError {
    const got = this.#bytes
    return new LayerscopeError({ kind: 'truncated', what: this.#what, got, expected: got + missing })
  }

  /** Uses the chunk from `at`; how many bytes it used, at least one. */
  #step(chunk: Uint8Array, at: number): number {
    const state = this.#state
    if (state.kind === 'taking') return this.#take(state, chunk, at)
    const left = state.kind === 'passing' ? state.left : Number.POSITIVE_INFINITY
    const used = Math.min(left, chunk.length - at)
    this.#bytes += used
    if (state.kind !== 'passing') return used
    this.#pieces.add(chunk.subarray(at, at + used))
    this.#state = used === left ? this.#proceed(NO_ANSWER) : { ...state, left: left - used }
    return used
  }

  #take(state: Taking, chunk: Uint8Array, at: number): number {
    const { filled } = state
    const { count } = state.demand
    const used = Math.min(count - filled, chunk.length - at)
    const part = chunk.subarray(at, at + used)
    this.#bytes += used
    if (used === count) {
      this.#state = this.#proceed({ bytes: part, next: this.#bytes })
      return used
    }
    const held = state.held ?? new Uint8Array(count)
    held.set(part, filled)
    const isWhole = filled + used === count
    this.#state = isWhole
      ? this.#proceed({ bytes: held, next: this.#bytes })
      : { ...state, held, filled: filled + used }
    return used
  }

  /** Answers the structure's demand and obeys the following ones, up to one that needs bytes. */
  #proceed(answer: Taken): State {
    for (
      let step = this.#structure.next(answer);
      step.done !== true;
      step = this.#structure.next(NO_ANSWER)
    ) {
      const state = this.#obey(step.value)
      if (state !== undefined) return state
    }
    return OVER
  }

  #obey(demand: Demand): State | undefined {
    switch (demand.kind) {
      case 'take':
        return { kind: 'taking', demand, filled: 0, held: undefined }
      case 'entry':
        return this.#passEntry(demand)
      case 'globalHeader':
        this.#globalHeaders++
        return undefined
      default:
        return demand satisfies never
    }
  }

  #passEntry({ header, notes, count, padding }: EntryDemand): State | undefined {
    this.#entries++
    this.#notes.push(notes)
    this.#pieces.add(header)
    return count === 0 ? undefined : { kind: 'passing', left: count, padding }
  }
}

type State =
  | Taking
  | { readonly kind: 'passing'; readonly left: number; readonly padding: number }
  | { readonly kind: 'over' }
  | { readonly kind: 'failed'; readonly error: unknown }

interface Taking {
  readonly kind: 'taking'
  readonly demand: TakeDemand
  readonly filled: number
  /** The bytes so far, once they have come in more than one chunk. */
  readonly held: Uint8Array | undefined
}

const OVER: State = { kind: 'over' }
const NO_ANSWER: Taken = { bytes: new Uint8Array(), next: 0 }
