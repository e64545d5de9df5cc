/**
 * Stretches of a file kept while the file passes once. A stretch can be asked for as long as its first byte has not
 * passed; what passed before anybody asked is gone.
 */
export class ByteWindows {
  readonly #windows: Window[] = []
  readonly #fileLength: number
  #room: number

  /** `ceiling`: bytes all stretches together may take. */
  constructor(fileLength: number, ceiling: number) {
    this.#fileLength = fileLength
    this.#room = ceiling
  }

  /** Asks for `length` bytes from `start` on, cut to the file and to the room left. Call `push` again with the chunk at hand. */
  want(start: number, length: number): void {
    const size = Math.min(length, this.#fileLength - start, this.#room)
    if (!(size > 0 && start >= 0)) return
    this.#room -= size
    this.#windows.push({ start, bytes: new Uint8Array(size), filled: 0 })
  }

  /** Keeps the first `length` bytes instead of the beginning asked for first of all. */
  widenHead(length: number): void {
    const head = this.#windows[0]
    const more = head === undefined ? 0 : Math.min(length, this.#fileLength) - head.bytes.length
    if (head === undefined || more <= 0 || more > this.#room) return
    this.#room -= more
    const bytes = new Uint8Array(head.bytes.length + more)
    bytes.set(head.bytes)
    head.bytes = bytes
  }

  /** Takes what is wanted from a chunk. The same chunk may be given twice. */
  push(chunk: Uint8Array, offset: number): void {
    for (const window of this.#windows) fill(window, chunk, offset)
  }

  /** Those bytes, or `undefined` when they were not all kept. */
  read(start: number, length: number): Uint8Array<ArrayBuffer> | undefined {
    const window = this.#windows.find(
      each => start >= each.start && start + length <= each.start + each.filled,
    )
    return window?.bytes.subarray(start - window.start, start - window.start + length)
  }

  /** As many as were kept from `start` on, up to `length`; empty when the byte at `start` was not. */
  readUpTo(start: number, length: number): Uint8Array<ArrayBuffer> {
    let best = new Uint8Array(0)
    for (const { start: from, bytes, filled } of this.#windows) {
      if (start < from || start >= from + filled) continue
      const found = bytes.subarray(start - from, Math.min(filled, start - from + length))
      if (found.length > best.length) best = found
    }
    return best
  }
}

interface Window {
  readonly start: number
  bytes: Uint8Array<ArrayBuffer>
  filled: number
}

function fill(window: Window, chunk: Uint8Array, offset: number): void {
  const next = window.start + window.filled
  const end = Math.min(offset + chunk.length, window.start + window.bytes.length)
  if (next < offset || next >= end) return
  window.bytes.set(chunk.subarray(next - offset, end - offset), window.filled)
  window.filled += end - next
}
