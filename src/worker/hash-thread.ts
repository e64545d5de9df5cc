import { Worker } from 'node:worker_threads'
import type { ContentHasher, Hasher, Hashers } from '../stream/hasher.ts'
import { ByteRing } from './byte-ring.ts'
import type { HashAnswer } from './hash-worker.ts'

/**
 * A thread that takes sha256 sums, so that a layer is hashed while it is parsed: of everything a layer costs to read,
 * its own digest is about a third, the digests of its files another. Files are taken as long as it keeps up.
 *
 * Chunks are copied into a ring of shared memory, since the parser still needs the original. A buffer made for each
 * chunk would do too, but the collector frees such memory late: a 1 GB image then held 300 MB of it.
 */
export class HashThread implements Hashers {
  /** Started with the first stream: most images are read before a thread would be up. */
  #worker: Worker | undefined
  #isUp = false
  readonly #ring = new ByteRing()
  readonly #digests = new Map<number, PromiseWithResolvers<Uint8Array>>()
  #streams = 0
  #failure: Error | undefined
  readonly #program: URL

  /** `program`: what the thread runs. */
  constructor(program = new URL(WORKER, import.meta.url)) {
    this.#program = program
  }

  /** Starts the thread before there is a stream for it. */
  start(): void {
    this.#worker ??= this.#begin()
  }

  /** A hasher for one stream. */
  hasher(): Hasher {
    this.start()
    const stream = this.#streams++
    return { update: chunk => this.#update(stream, chunk), digest: () => this.#hexDigest(stream) }
  }

  /** A hasher for a file of that length, when it is long enough and the thread has time for it. */
  fileHasher(length: number): ContentHasher | undefined {
    if (length < LONG_FILE || !this.#isUp || this.#ring.room < 0.5) return undefined
    const stream = this.#streams++
    return { update: chunk => this.#updateNow(stream, chunk), digest: () => this.#digestNow(stream) }
  }

  /** Ends the thread; sums still asked for never come. */
  async close(): Promise<void> {
    this.#worker?.removeAllListeners('exit')
    await this.#worker?.terminate()
  }

  #begin(): Worker {
    const worker = new Worker(this.#program, { workerData: this.#ring.memory })
    worker.on('online', () => {
      this.#isUp = true
    })
    worker.on('message', ({ stream, sha256 }: HashAnswer) => this.#settle(stream, sha256))
    worker.on('error', error => this.#fail(error))
    worker.on('exit', () => this.#fail(new Error('the hashing thread has ended')))
    return worker
  }

  /** Copies as far as there is room; the promise is for the rest, and the caller leaves the chunk alone until then. */
  #update(stream: number, chunk: Uint8Array): Promise<void> | undefined {
    const taken = this.#ring.write(stream, chunk, 0)
    return taken === chunk.length ? undefined : this.#updateRest(stream, chunk, taken)
  }

  async #updateRest(stream: number, chunk: Uint8Array, start: number): Promise<void> {
    for (let taken = start; taken < chunk.length; taken = this.#ring.write(stream, chunk, taken))
      await this.#room()
  }

  async #hexDigest(stream: number): Promise<string> {
    await this.#room()
    return Buffer.from(await this.#ask(stream)).toString('hex')
  }

  async #room(): Promise<void> {
    while (!(await this.#ring.openWithin(CHECK_MILLISECONDS)))
      if (this.#failure !== undefined) throw this.#failure
  }

  /** For a reader that cannot wait otherwise: there is room again within a few milliseconds. */
  #updateNow(stream: number, chunk: Uint8Array): void {
    for (let taken = 0; taken < chunk.length; taken = this.#ring.write(stream, chunk, taken)) this.#roomNow()
  }

  #digestNow(stream: number): Promise<Uint8Array> {
    this.#roomNow()
    return this.#ask(stream)
  }

  #roomNow(): void {
    if (!this.#ring.sleepUntilOpen(STUCK_MILLISECONDS))
      throw this.#failure ?? new Error('the hashing thread is stuck')
  }

  #ask(stream: number): Promise<Uint8Array> {
    const asked = Promise.withResolvers<Uint8Array>()
    if (this.#failure !== undefined) asked.reject(this.#failure)
    this.#digests.set(stream, asked)
    this.#ring.end(stream)
    return asked.promise
  }

  #settle(stream: number, sha256: Uint8Array): void {
    this.#digests.get(stream)?.resolve(sha256)
    this.#digests.delete(stream)
  }

  #fail(error: Error): void {
    this.#failure ??= error
    for (const asked of this.#digests.values()) asked.reject(error)
  }
}

/** Shorter files are hashed faster than handed over. */
const LONG_FILE = 128 * 1024

/** How often a wait looks whether the thread still lives. */
const CHECK_MILLISECONDS = 100

/** No machine is so busy that hashing half a megabyte takes longer. */
const STUCK_MILLISECONDS = 30_000

/** The thread's own file: beside this one, as source or as bundled. */
const WORKER = import.meta.url.endsWith('.ts') ? './hash-worker.ts' : './hash-worker.js'
