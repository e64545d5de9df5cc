import type { KnownImage } from '../image/known-image.ts'
import type { Source } from './source.ts'

/**
 * The images beside one, asked for while it is read: one of them may be its base. A place that has none, or does not
 * answer, keeps nobody from reading.
 */
export class Neighbours implements Disposable {
  readonly #stop = new AbortController()
  readonly #asked: Promise<readonly KnownImage[]>

  /** `source` is `null` where nobody wants to know. */
  constructor(source: Source | null, signal: AbortSignal) {
    const either = AbortSignal.any([signal, this.#stop.signal])
    this.#asked = source?.neighbours?.(either).catch(() => []) ?? Promise.resolve([])
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
