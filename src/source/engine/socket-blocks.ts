import type { OnReadOpts, Socket } from 'node:net'

/** Bytes of one block; a read of a socket fills at most what is left of it. */
const BLOCK_BYTES = 1024 * 1024

/** With less room than this the next block is begun: short reads cost as much as long ones. */
const LEAST_ROOM_BYTES = 64 * 1024

/** Full blocks that may wait before the socket is paused. */
const BLOCKS_AHEAD = 2

/**
 * Blocks that are used in turn. The socket is at most two ahead of the reader, so what was handed out stays as it
 * is until the reader has taken `KEPT_BYTES` more. Fresh blocks instead measure 3.5 times the processor time, nearly
 * all of it the system's, for memory nobody has touched before, and 50 MB more of it.
 */
const RING_BLOCKS = 6

/** How much more a reader may take before what it was handed is written over; whoever keeps bytes longer copies them. */
export const KEPT_BYTES = 3 * BLOCK_BYTES

/**
 * What a socket receives, in blocks written by the kernel where the reader finds them (`onread` of node:net): no
 * stream machinery, no 64 kB pieces. A reader that waits gets what there is; one that is late gets full blocks.
 */
export class SocketBlocks {
  readonly #socket: Socket
  /** Why nothing more comes, once that is known. */
  #end: { readonly error: Error | null } | null = null
  readonly #full: Uint8Array[] = []
  readonly #ring: Buffer[] = []
  #begun = 0
  #block = this.#nextBlock()
  /** What of the block was handed out, and what was received. */
  #taken = 0
  #filled = 0
  #wake: () => void = () => {}

  constructor(open: (onread: OnReadOpts) => Socket) {
    this.#socket = open({
      buffer: () => this.#block.subarray(this.#filled),
      callback: received => this.#receive(received),
    })
    this.#socket
      .once('end', () => this.#finish(null))
      .once('close', () => this.#finish(null))
      .once('error', error => this.#finish(error))
  }

  get socket(): Socket {
    return this.#socket
  }

  /** Destroys the socket when the reader leaves, early or at the end. */
  async *read(): AsyncGenerator<Uint8Array, void, undefined> {
    try {
      for (;;) {
        const block = this.#take()
        if (block !== null) yield block
        else if (this.#end === null) await this.#more()
        else if (this.#end.error !== null) throw this.#end.error
        else return
      }
    } finally {
      this.#socket.destroy()
    }
  }

  /** Whether the socket may go on reading. */
  #receive(received: number): boolean {
    this.#filled += received
    if (BLOCK_BYTES - this.#filled < LEAST_ROOM_BYTES) this.#begin()
    this.#wake()
    return this.#full.length < BLOCKS_AHEAD
  }

  #begin(): void {
    if (this.#filled > this.#taken) this.#full.push(this.#block.subarray(this.#taken, this.#filled))
    this.#block = this.#nextBlock()
    this.#taken = 0
    this.#filled = 0
  }

  #nextBlock(): Buffer {
    const turn = this.#begun % RING_BLOCKS
    this.#begun += 1
    const block = this.#ring[turn] ?? Buffer.allocUnsafeSlow(BLOCK_BYTES)
    this.#ring[turn] = block
    return block
  }

  #take(): Uint8Array | null {
    const full = this.#full.shift()
    if (full !== undefined) {
      this.#socket.resume()
      return full
    }
    if (this.#filled === this.#taken) return null
    const received = this.#block.subarray(this.#taken, this.#filled)
    this.#taken = this.#filled
    return received
  }

  #more(): Promise<void> {
    return new Promise(resolve => {
      this.#wake = resolve
    })
  }

  #finish(error: Error | null): void {
    this.#end ??= { error }
    this.#wake()
  }
}
