import type { KnownImage } from '../image/known-image.ts'
import type { Source } from './source.ts'

/**
 * The images beside one, asked for while it is read: one of them may be its base. A place that has none, or does not
 * answer, keeps nobody from reading.
 */
export class Neighbours implements Disposable {
  readonly #stop = new AbortController()
  readonly #source: Source | null
  readonly #signal: AbortSignal
  #asked: Promise<readonly KnownImage[]> = Promise.resolve([])
  #isAsked = false

  /** `source` is `null` where nobody wants to know. */
  constructor(source: Source | null, signal: AbortSignal) {
    this.#source = source
    this.#signal = AbortSignal.any([signal, this.#stop.signal])
  }

  /** Begins to ask, once it is clear that there is something to read meanwhile. */
  ask(): void {
    if (this.#isAsked) return
    this.#isAsked = true
    this.#asked = this.#source?.neighbours?.(this.#signal).catch(() => []) ?? this.#asked
  }

  /** What is known once the image is read; who is slow has a little time left, and tells what it found until then. */
  async known(): Promise<readonly KnownImage[]> {
    const timer = setTimeout(() => this.#stop.abort(), PATIENCE_MILLISECONDS)
    try {
      return await this.#asked
    } finally {
      clearTimeout(timer)
    }
  }

  [Symbol.dispose](): void {
    this.#stop.abort()
  }
}

const PATIENCE_MILLISECONDS = 1000
