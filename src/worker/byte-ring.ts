/** Enough to keep both threads busy, little memory beside the trees. A power of two of cells. */
const RING_BYTES = 4 * 1024 * 1024

/** A record is a cell that says what it is, and as many cells as its bytes fill. */
const CELL = 64
const CELLS = RING_BYTES / CELL

/** Longer stretches become several records, so that the first is used while the next is written. */
const LONGEST_RECORD = 512 * 1024

/** With less room the ring counts as full: crumbs cost as much to hand over as stretches. */
const LEAST_ROOM = (64 * 1024) / CELL

/** A writer that waits is woken when so much is free, not for each record. */
const WAKE_ROOM = CELLS / 4

/** Where the two counters stand: cells written so far, and cells given back. They wrap at 32 bits, as does their difference. */
const WRITTEN = 0
const FREED = 1

/** What a record's first cell holds. */
const STREAM = 0
const LENGTH = 1
const HEAD_NUMBERS = CELL / 4

/** In place of a length: how a stream ends. */
const ENDINGS = { whole: -1, broken: -2 } as const

/** How a stream ends: all of it was written, or its source gave up. */
export type Ending = keyof typeof ENDINGS

export interface RingRecord {
  readonly stream: number
  /** Its bytes, in the ring's own memory until `free`; or the end of the stream. */
  readonly content: Uint8Array | Ending
  /** What to `free` when this record and all before it are done with. */
  readonly end: number
}

/**
 * A ring of memory that two threads share: one writes records of several streams, the other takes them in the same
 * order. Neither sends the other a message for it, and a thread is woken only when it sleeps: at a thousand chunks a
 * second, waking would cost as much as hashing.
 */
export class ByteRing {
  readonly memory: SharedArrayBuffer
  readonly #counters: Int32Array
  readonly #heads: Int32Array
  readonly #bytes: Uint8Array
  /** The taking side: where the next record begins. */
  #next = 0

  constructor(memory: SharedArrayBuffer = new SharedArrayBuffer(CELL + RING_BYTES)) {
    this.memory = memory
    this.#counters = new Int32Array(memory, 0, 2)
    this.#heads = new Int32Array(memory, CELL)
    this.#bytes = new Uint8Array(memory, CELL)
  }

  /** The share of the ring that is free, 0 … 1. */
  get room(): number {
    return this.#free(Atomics.load(this.#counters, FREED)) / CELLS
  }

  /** Whether anything can be written now. */
  get isOpen(): boolean {
    return this.#isOpen(Atomics.load(this.#counters, FREED))
  }

  /** Copies as much of the chunk as there is room for, from `start` on; returns how far it came. */
  write(stream: number, chunk: Uint8Array, start: number): number {
    let at = start
    while (at < chunk.length && this.isOpen) {
      const bytes = Math.min(this.#stretch(), LONGEST_RECORD, chunk.length - at)
      this.#bytes.set(chunk.subarray(at, at + bytes), (this.#cell(this.#written()) + 1) * CELL)
      this.#publish(stream, bytes, Math.ceil(bytes / CELL))
      at += bytes
    }
    return at
  }

  /** Says that a stream is over. The ring must be open. */
  end(stream: number, ending: Ending = 'whole'): void {
    this.#publish(stream, ENDINGS[ending], 0)
  }

  /** Sleeps until the ring is open, at most so long; whether it is. */
  sleepUntilOpen(milliseconds: number): boolean {
    const until = performance.now() + milliseconds
    for (;;) {
      const freed = Atomics.load(this.#counters, FREED)
      const left = until - performance.now()
      if (this.#isOpen(freed) || left <= 0) return this.#isOpen(freed)
      Atomics.wait(this.#counters, FREED, freed, left)
    }
  }

  /** The same without sleeping; it may also say no early. */
  async openWithin(milliseconds: number): Promise<boolean> {
    const freed = Atomics.load(this.#counters, FREED)
    if (!this.#isOpen(freed)) await Atomics.waitAsync(this.#counters, FREED, freed, milliseconds).value
    return this.isOpen
  }

  /** The next record, if it was written already. */
  take(): RingRecord | undefined {
    if (this.#written() === this.#next) return undefined
    const cell = this.#cell(this.#next)
    const stream = this.#heads[cell * HEAD_NUMBERS + STREAM] ?? 0
    const length = this.#heads[cell * HEAD_NUMBERS + LENGTH] ?? 0
    const start = (cell + 1) * CELL
    this.#next = (this.#next + 1 + Math.ceil(Math.max(0, length) / CELL)) | 0
    return {
      stream,
      content: endingOf(length) ?? this.#bytes.subarray(start, start + length),
      end: this.#next,
    }
  }

  /** The next record, asleep until there is one. */
  sleepUntilTaken(): RingRecord {
    for (;;) {
      const record = this.take()
      if (record !== undefined) return record
      Atomics.wait(this.#counters, WRITTEN, this.#next)
    }
  }

  /** Resolves when there may be a next record. */
  async written(): Promise<void> {
    await Atomics.waitAsync(this.#counters, WRITTEN, this.#next).value
  }

  /** Gives back a record and all before it. */
  free({ end }: RingRecord): void {
    Atomics.store(this.#counters, FREED, end)
    if (this.#free(end) >= WAKE_ROOM) Atomics.notify(this.#counters, FREED)
  }

  #written(): number {
    return Atomics.load(this.#counters, WRITTEN)
  }

  #free(freed: number): number {
    return CELLS - ((this.#written() - freed) | 0)
  }

  #isOpen(freed: number): boolean {
    return this.#free(freed) >= LEAST_ROOM
  }

  #cell(counter: number): number {
    return counter & (CELLS - 1)
  }

  /** Bytes of a record that fit in one piece; none when only the last cell is left before the ring begins anew. */
  #stretch(): number {
    const written = this.#written()
    const free = this.#free(Atomics.load(this.#counters, FREED))
    return (Math.min(free, CELLS - this.#cell(written)) - 1) * CELL
  }

  #publish(stream: number, length: number, cells: number): void {
    const written = this.#written()
    const cell = this.#cell(written)
    this.#heads[cell * HEAD_NUMBERS + STREAM] = stream
    this.#heads[cell * HEAD_NUMBERS + LENGTH] = length
    Atomics.store(this.#counters, WRITTEN, (written + 1 + cells) | 0)
    Atomics.notify(this.#counters, WRITTEN)
  }
}

function endingOf(length: number): Ending | undefined {
  if (length >= 0) return undefined
  return length === ENDINGS.whole ? 'whole' : 'broken'
}
