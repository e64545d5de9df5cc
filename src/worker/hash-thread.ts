import { Worker } from 'node:worker_threads'
import type { Hasher } from '../stream/hasher.ts'
import type { HashAnswer, HashRequest } from './hash-messages.ts'

/**
 * Bytes that may wait for the thread before the reader is held back: enough to keep both busy, little beside the
 * trees.
 */
const BACKLOG = 8 * 1024 * 1024

/**
 * A thread that takes sha256 sums, so that a layer is hashed while it is parsed: of everything a layer costs to read,
 * its own digest is about a third. Chunks are copied into shared memory, since the parser still needs the original.
 */
export class HashThread {
  /** Started with the first stream: most images are read before a thread would be up. */
  #worker: Worker | undefined
  readonly #digests = new Map<number, PromiseWithResolvers<string>>()
  #streams = 0
  #waiting = 0
  #room: PromiseWithResolvers<void> | undefined

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
    worker.unref()
    return worker
  }

  #update(stream: number, chunk: Uint8Array): Promise<void> | undefined {
    const shared = new Uint8Array(new SharedArrayBuffer(chunk.length))
    shared.set(chunk)
    this.#waiting += chunk.length
    this.#send({ kind: 'chunk', stream, chunk: shared })
    if (this.#waiting <= BACKLOG) return undefined
    this.#room ??= Promise.withResolvers()
    return this.#room.promise
  }

  #digest(stream: number): Promise<string> {
    const asked = Promise.withResolvers<string>()
    this.#digests.set(stream, asked)
    this.#worker?.ref() // somebody waits: the program must not end before the answer
    this.#send({ kind: 'digest', stream })
    return asked.promise
  }

  #send(request: HashRequest): void {
    this.#worker?.postMessage(request)
  }

  #receive(answer: HashAnswer): void {
    if (answer.kind === 'taken') this.#makeRoom(answer.bytes)
    else this.#settle(answer.stream, asked => asked.resolve(answer.hex))
  }

  #makeRoom(bytes: number): void {
    this.#waiting -= bytes
    if (this.#waiting > BACKLOG / 2) return
    this.#room?.resolve()
    this.#room = undefined
  }

  #settle(stream: number, end: (asked: PromiseWithResolvers<string>) => void): void {
    const asked = this.#digests.get(stream)
    this.#digests.delete(stream)
    if (this.#digests.size === 0) this.#worker?.unref()
    if (asked !== undefined) end(asked)
  }

  #fail(error: Error): void {
    this.#room?.reject(error)
    for (const asked of this.#digests.values()) asked.reject(error)
  }
}

/** The thread's own file: beside this one, as source or as bundled. */
const WORKER = import.meta.url.endsWith('.ts') ? './hash-worker.ts' : './hash-worker.js'
