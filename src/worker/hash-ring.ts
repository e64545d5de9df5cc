/** Enough slots to keep both threads busy, little memory beside the trees. */
export const SLOTS = 16
const SLOT_BYTES = 512 * 1024

/** Where the two counters stand: slots filled so far, and slots emptied. */
const FILLED = 0
const EMPTIED = 1
/** Per slot: the stream's number, and how many bytes of it. */
const HEAD_NUMBERS = 2
const COUNTERS_BYTES = 8
const HEADS_BYTES = SLOTS * HEAD_NUMBERS * 4

/** Stands for a stream's end in place of a number of bytes. */
const END = -1

/**
 * A ring of slots in memory that two threads share: one fills them, the other empties them in the same order. Neither
 * sends the other a message for it, and a thread is woken only when it sleeps: at a thousand chunks a second, waking
 * would cost as much as hashing.
 */
export class HashRing {
  readonly memory: SharedArrayBuffer
  readonly #counters: Int32Array
  readonly #heads: Int32Array
  readonly #slots: Uint8Array

  constructor(
    memory: SharedArrayBuffer = new SharedArrayBuffer(COUNTERS_BYTES + HEADS_BYTES + SLOTS * SLOT_BYTES),
  ) {
    this.memory = memory
    this.#counters = new Int32Array(memory, 0, 2)
    this.#heads = new Int32Array(memory, COUNTERS_BYTES, SLOTS * HEAD_NUMBERS)
    this.#slots = new Uint8Array(memory, COUNTERS_BYTES + HEADS_BYTES)
  }

  /** Slots that can be filled now. */
  get room(): number {
    return SLOTS - (Atomics.load(this.#counters, FILLED) - Atomics.load(this.#counters, EMPTIED))
  }

  /** Copies as much of the chunk as there is room for, from `start` on; returns how far it came. */
  fill(stream: number, chunk: Uint8Array, start: number): number {
    let at = start
    for (let room = this.room; room > 0 && at < chunk.length; room--) {
      const part = chunk.subarray(at, at + SLOT_BYTES)
      this.#slots.set(part, this.#slot() * SLOT_BYTES)
      this.#publish(stream, part.length)
      at += part.length
    }
    return at
  }

  /** Says that a stream is over. There must be room. */
  end(stream: number): void {
    this.#publish(stream, END)
  }

  /** Sleeps until there is room, at most so long; whether there is. */
  waitForRoom(milliseconds: number): boolean {
    const until = performance.now() + milliseconds
    while (this.room === 0 && performance.now() < until) {
      Atomics.wait(this.#counters, EMPTIED, Atomics.load(this.#counters, FILLED) - SLOTS, milliseconds)
    }
    return this.room > 0
  }

  /** The same without sleeping. */
  async roomWithin(milliseconds: number): Promise<boolean> {
    const full = Atomics.load(this.#counters, FILLED) - SLOTS
    await Atomics.waitAsync(this.#counters, EMPTIED, full, milliseconds).value
    return this.room > 0
  }

  /** Empties the next slot, asleep until there is one: `use` gets the stream and its bytes, or `null` for its end. */
  empty(use: (stream: number, bytes: Uint8Array | null) => void): void {
    const emptied = Atomics.load(this.#counters, EMPTIED)
    // Asked again after a wait: what wakes may be the late notice of a slot that was emptied already.
    while (Atomics.load(this.#counters, FILLED) === emptied) Atomics.wait(this.#counters, FILLED, emptied)
    const slot = emptied % SLOTS
    const stream = this.#heads[slot * HEAD_NUMBERS] ?? 0
    const bytes = this.#heads[slot * HEAD_NUMBERS + 1] ?? END
    const start = slot * SLOT_BYTES
    use(stream, bytes === END ? null : this.#slots.subarray(start, start + bytes))
    Atomics.add(this.#counters, EMPTIED, 1)
    Atomics.notify(this.#counters, EMPTIED)
  }

  #slot(): number {
    return Atomics.load(this.#counters, FILLED) % SLOTS
  }

  #publish(stream: number, bytes: number): void {
    const slot = this.#slot()
    this.#heads[slot * HEAD_NUMBERS] = stream
    this.#heads[slot * HEAD_NUMBERS + 1] = bytes
    Atomics.add(this.#counters, FILLED, 1)
    Atomics.notify(this.#counters, FILLED)
  }
}
