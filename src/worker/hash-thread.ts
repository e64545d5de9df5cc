import { Worker } from 'node:worker_threads'
import type { Hasher } from '../stream/hasher.ts'
import { type HashAnswer, type HashRequest, SLOT_BYTES, SLOTS } from './hash-messages.ts'

/**
 * A thread that takes sha256 sums, so that a layer is hashed while it is parsed: of everything a layer costs to read,
 * its own digest is about a third.
 *
 * Chunks are copied into a few slots of shared memory, since the parser still needs the original. A buffer made for
 * each chunk would do too, but the collector frees such memory late: a 1 GB image then held 300 MB of it.
 */
export class HashThread {
  /** Started with the first stream: most images are read before a thread would be up. */
  #worker: Worker | undefined
  readonly #memory = new SharedArrayBuffer(SLOTS * SLOT_BYTES)
  readonly #free = Array.from({ length: SLOTS }, (_, slot) => slot)
  readonly #digests = new Map<number, PromiseWithResolvers<string>>()
  #streams = 0
  #room: PromiseWithResolvers<void> | undefined
  #failure: Error | undefined

  /** A hasher for one stream. */
  hasher(): Hasher {
    this.#worker ??= this.#start()
    const stream = this.#streams++
    return { update: chunk => this.#update(stream, chunk), digest: () => this.#digest(stream) }
  }

  /** Ends the thread; sums still asked for never come. */
  async close(): Promise<void> {
    await this.#worker?.terminate()
  }

  #start(): Worker {
    const worker = new Worker(new URL(WORKER, import.meta.url))
    worker.on('message', (answer: HashAnswer) => this.#receive(answer))
    worker.on('error', error => this.#fail(error))
    worker.postMessage({ kind: 'memory', slots: this.#memory } satisfies HashRequest)
    return worker
  }

  /** Copies as far as slots are free; the promise is for the rest, and the caller leaves the chunk alone until then. */
  #update(stream: number, chunk: Uint8Array): Promise<void> | undefined {
    const taken = this.#fill(stream, chunk, 0)
    return taken === chunk.length ? undefined : this.#updateRest(stream, chunk, taken)
  }

  async #updateRest(stream: number, chunk: Uint8Array, start: number): Promise<void> {
    for (let taken = start; taken < chunk.length; taken = this.#fill(stream, chunk, taken)) {
      if (this.#failure !== undefined) throw this.#failure
      this.#room ??= Promise.withResolvers()
      await this.#room.promise
    }
  }

  /** How far into the chunk the free slots reached. */
  #fill(stream: number, chunk: Uint8Array, start: number): number {
    let taken = start
    while (taken < chunk.length) {
      const slot = this.#free.pop()
      if (slot === undefined) break
      const part = chunk.subarray(taken, taken + SLOT_BYTES)
      new Uint8Array(this.#memory, slot * SLOT_BYTES, part.length).set(part)
      this.#send({ kind: 'chunk', stream, slot, bytes: part.length })
      taken += part.length
    }
    return taken
  }

  #digest(stream: number): Promise<string> {
    const asked = Promise.withResolvers<string>()
    if (this.#failure !== undefined) asked.reject(this.#failure)
    this.#digests.set(stream, asked)
    this.#send({ kind: 'digest', stream })
    return asked.promise
  }

  #send(request: HashRequest): void {
    this.#worker?.postMessage(request)
  }

  #receive(answer: HashAnswer): void {
    if (answer.kind === 'taken') this.#giveBack(answer.slot)
    else this.#settle(answer.stream, answer.hex)
  }

  #giveBack(slot: number): void {
    this.#free.push(slot)
    this.#room?.resolve()
    this.#room = undefined
  }

  #settle(stream: number, hex: string): void {
    this.#digests.get(stream)?.resolve(hex)
    this.#digests.delete(stream)
  }

  #fail(error: Error): void {
    this.#failure = error
    this.#room?.resolve()
    for (const asked of this.#digests.values()) asked.reject(error)
  }
}

/** The thread's own file: beside this one, as source or as bundled. */
const WORKER = import.meta.url.endsWith('.ts') ? './hash-worker.ts' : './hash-worker.js'
