import { fail } from '../errors.ts'
import type { Limits } from '../image/limits.ts'
import type { Documents } from './documents.ts'

/** Thrown when a document is asked for that may still come by. Control flow of this folder only. */
export class NotYet extends Error {}

/** How much JSON a stream may make us hold, in documents of the largest size. */
const MOST_DOCUMENTS = 4

/**
 * The documents that have come by in a stream. Until it is over, one that is missing may still come (`NotYet`), except
 * the roots: whichever of `index.json` and `manifest.json` came first is enough to begin with.
 */
export class HeldDocuments implements Documents {
  readonly #limits: Limits
  readonly #documents = new Map<string, Uint8Array>()
  readonly #oversized = new Map<string, number>()
  readonly #others = new Set<string>()
  readonly #links = new Map<string, string>()
  #bytes = 0
  #isOver = false

  constructor(limits: Limits) {
    this.#limits = limits
  }

  /** How many documents came by. */
  get count(): number {
    return this.#documents.size
  }

  /** Faults: `limitExceeded` when there is more JSON than any image needs. */
  put(name: string, bytes: Uint8Array): void {
    this.#bytes += bytes.length - (this.#documents.get(name)?.length ?? 0)
    const allowed = MOST_DOCUMENTS * this.#limits.document
    if (this.#bytes > allowed)
      fail({
        kind: 'limitExceeded',
        what: 'The JSON in the archive',
        limit: 'document',
        allowed,
        found: null,
      })
    this.#documents.set(name, bytes)
  }

  putOversized(name: string, bytes: number): void {
    this.#oversized.set(name, bytes)
  }

  /** A member that is no document. */
  putOther(name: string): void {
    if (this.#others.size < MOST_NAMES) this.#others.add(name)
  }

  putLink(name: string, target: string): void {
    this.#links.set(name, target)
    this.putOther(name)
  }

  /** Nothing more comes by. */
  finish(): void {
    this.#isOver = true
  }

  async read(name: string): Promise<Uint8Array | undefined> {
    const resolved = this.#resolve(name)
    const found = this.#oversized.get(resolved)
    const allowed = this.#limits.document
    if (found !== undefined)
      return fail({ kind: 'limitExceeded', what: name, limit: 'document', allowed, found })
    const bytes = this.#documents.get(resolved)
    if (bytes === undefined && !this.#isOver && !ROOTS.has(name)) throw new NotYet()
    return bytes
  }

  async has(name: string): Promise<boolean> {
    const resolved = this.#resolve(name)
    return !this.#isOver || this.#others.has(resolved) || this.#documents.has(resolved)
  }

  async names(): Promise<readonly string[]> {
    if (!this.#isOver) throw new NotYet()
    return [...this.#documents.keys(), ...this.#others]
  }

  #resolve(name: string): string {
    let resolved = name
    for (let hop = 0; hop < this.#limits.linkHops; hop++) {
      const target = this.#links.get(resolved)
      if (target === undefined) return resolved
      resolved = target
    }
    return name
  }
}

const ROOTS: ReadonlySet<string> = new Set(['index.json', 'manifest.json'])

/** Names are kept for messages and for layers' presence; nobody writes an image with more members. */
const MOST_NAMES = 100_000
