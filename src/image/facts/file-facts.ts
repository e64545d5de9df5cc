import type { Collector, FileInfo } from './collector.ts'
import type { Fact } from './fact.ts'
import { CONTENT_RULES, HEAD_LENGTH, HEAD_RULES } from './rules.ts'

/**
 * Takes the facts of one regular file while its content passes. The beginning is held until the rules can decide;
 * a file nothing is interested in costs no more than that.
 */
export class FileFacts {
  readonly #file: FileInfo
  readonly #headLength: number
  #state: State = { kind: 'beginning', head: NOTHING }

  constructor(file: FileInfo) {
    this.#file = file
    this.#headLength = Math.min(HEAD_LENGTH, file.length)
  }

  /** The next bytes of the content. The chunk is not kept. */
  push(chunk: Uint8Array, offset: number): void {
    if (this.#state.kind === 'following') this.#state.collector?.push(chunk, offset)
    else this.#begin(this.#state.head, chunk, offset)
  }

  /** The facts, after the last byte; at most one of each kind. */
  finish(): readonly Fact[] {
    if (this.#state.kind === 'beginning') this.#decide(this.#state.head)
    if (this.#state.kind === 'beginning') return []
    const fact = this.#state.collector?.finish()
    return fact === undefined ? this.#state.facts : [fact, ...this.#state.facts]
  }

  #begin(held: Uint8Array, chunk: Uint8Array, offset: number): void {
    const missing = this.#headLength - held.length
    const head = held.length === 0 && chunk.length >= missing ? chunk : join(held, chunk.subarray(0, missing))
    if (head.length < this.#headLength) {
      this.#state = { kind: 'beginning', head }
      return
    }
    const collector = this.#decide(head.subarray(0, this.#headLength))
    if (held.length > 0) collector?.push(held, 0)
    collector?.push(chunk, offset)
  }

  #decide(head: Uint8Array): Collector | undefined {
    const facts: Fact[] = []
    for (const rule of HEAD_RULES) {
      const fact = rule(this.#file, head)
      if (fact !== undefined) facts.push(fact)
    }
    const collector = this.#collector(head)
    this.#state = { kind: 'following', facts, collector }
    return collector
  }

  #collector(head: Uint8Array): Collector | undefined {
    for (const rule of CONTENT_RULES) {
      const collector = rule(this.#file, head)
      if (collector !== undefined) return collector
    }
    return undefined
  }
}

type State =
  | { readonly kind: 'beginning'; readonly head: Uint8Array }
  | { readonly kind: 'following'; readonly facts: readonly Fact[]; readonly collector: Collector | undefined }

const NOTHING = new Uint8Array(0)

function join(left: Uint8Array, right: Uint8Array): Uint8Array {
  const both = new Uint8Array(left.length + right.length)
  both.set(left)
  both.set(right, left.length)
  return both
}
