/**
 * Collects stretches of bytes in order and joins those that lie side by side in memory, without copying. What comes
 * out are Buffers, because tar-stream would wrap each field it reads from anything else.
 */
export class Pieces {
  readonly #done: Uint8Array[] = []
  #run: Run | undefined

  add({ buffer, byteOffset: from, length }: Uint8Array): void {
    const run = this.#run
    if (length === 0) return
    if (run !== undefined && run.buffer === buffer && run.to === from) {
      run.to += length
      return
    }
    this.#flush()
    this.#run = { buffer, from, to: from + length }
  }

  /** Everything added, in as few pieces as can be. */
  take(): Uint8Array[] {
    this.#flush()
    return this.#done
  }

  #flush(): void {
    if (this.#run === undefined) return
    const { buffer, from, to } = this.#run
    this.#done.push(Buffer.from(buffer, from, to - from))
    this.#run = undefined
  }
}

interface Run {
  readonly buffer: ArrayBufferLike
  readonly from: number
  to: number
}
