import { availableParallelism } from 'node:os'
import type { LayerThread } from './layer-thread.ts'

/** Threads that read layers side by side, started when they are needed. */
export class LayerThreads {
  readonly #most: number
  readonly #threads = new Set<LayerThread>()
  readonly #idle: Promise<LayerThread>[] = []
  /** Those who want a thread, and how much they have for it. */
  readonly #waiting: Waiting[] = []
  /** What is done with threads. */
  readonly #uses = new Set<Promise<unknown>>()
  #taken = 0
  #isClosed = false

  /** `most`: how many layers are read at a time. A layer alone keeps the parser and two that hash busy. */
  constructor(most = Math.max(1, Math.floor(availableParallelism() / 2))) {
    this.#most = most
  }

  /** Starts a thread that will be used soon. */
  prepare(): void {
    if (this.#taken > 0 || this.#idle.length > 0) return
    const starting = this.#start()
    starting.catch(() => undefined) // reported to whoever uses it
    this.#idle.push(starting)
  }

  /** Does something with a thread of its own, when one is free; of those who wait, the one with most `bytes` is next. */
  async use<Result>(bytes: number, work: (thread: LayerThread) => Promise<Result>): Promise<Result> {
    await this.#turn(bytes)
    const using = this.#lend(work)
    this.#uses.add(using)
    try {
      return await using
    } finally {
      this.#uses.delete(using)
      this.#taken -= 1
      this.#next()
    }
  }

  /** Ends all threads, and what is done with them. */
  async close(): Promise<void> {
    this.#isClosed = true
    for (const { reject } of this.#waiting.splice(0)) reject(closed())
    await Promise.all([...this.#threads].map(thread => thread.close()))
    await Promise.allSettled(this.#uses)
  }

  async #lend<Result>(work: (thread: LayerThread) => Promise<Result>): Promise<Result> {
    const thread = await (this.#idle.pop() ?? this.#start())
    try {
      return await work(thread)
    } finally {
      if (thread.isUsable) this.#idle.push(Promise.resolve(thread))
    }
  }

  #turn(bytes: number): Promise<void> {
    const turn = Promise.withResolvers<void>()
    this.#waiting.push({ bytes, ...turn })
    this.#next()
    return turn.promise
  }

  #next(): void {
    if (this.#taken >= this.#most) return
    const [largest] = this.#waiting.sort((left, right) => right.bytes - left.bytes)
    if (largest === undefined) return
    this.#waiting.shift()
    this.#taken += 1
    largest.resolve()
  }

  /** Its code is loaded here: most images are read without. */
  async #start(): Promise<LayerThread> {
    const { LayerThread } = await import('./layer-thread.ts')
    if (this.#isClosed) throw closed()
    const thread = new LayerThread()
    this.#threads.add(thread)
    thread.start()
    return thread
  }
}

interface Waiting extends PromiseWithResolvers<void> {
  readonly bytes: number
}

function closed(): Error {
  return new Error('the threads that read layers were closed')
}
