/** Collects stretches of bytes in order and joins those that lie side by side in memory, without copying. */
export class Pieces {
  readonly #done: Uint8Array[] = []
  #last: Uint8Array | undefined

  add(bytes: Uint8Array): void {
    if (bytes.length === 0) return
    const last = this.#last
    if (last === undefined) {
      this.#last = bytes
    } else if (last.buffer === bytes.buffer && last.byteOffset + last.length === bytes.byteOffset) {
      this.#last = new Uint8Array(last.buffer, last.byteOffset, last.length + bytes.length)
    } else {
      this.#done.push(last)
      this.#last = bytes
    }
  }

  /** Everything added, in as few pieces as can be. */
  take(): Uint8Array[] {
    if (this.#last !== undefined) this.#done.push(this.#last)
    this.#last = undefined
    return this.#done
  }
}
