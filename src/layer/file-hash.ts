import { createHash, type Hash, hash } from 'node:crypto'

/**
 * sha256 of one file's content. Most files of an image are small and come in one chunk: for these the one-shot function
 * saves a hash object each.
 */
export class FileHash {
  readonly #length: number
  #state: Uint8Array | Hash | undefined

  /** `length`: bytes that will come. */
  constructor(length: number) {
    this.#length = length
  }

  update(chunk: Uint8Array): void {
    if (this.#state === undefined && chunk.length === this.#length)
      this.#state = hash('sha256', chunk, 'buffer')
    else if (this.#state === undefined) this.#state = createHash('sha256').update(chunk)
    else if (!(this.#state instanceof Uint8Array)) this.#state.update(chunk)
  }

  /** The 32 bytes, after the last chunk. */
  digest(): Uint8Array {
    if (this.#state === undefined) return hash('sha256', NOTHING, 'buffer')
    return this.#state instanceof Uint8Array ? this.#state : this.#state.digest()
  }
}

const NOTHING = new Uint8Array(0)
