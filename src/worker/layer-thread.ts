import { Worker } from 'node:worker_threads'
import { LayerscopeError } from '../errors.ts'
import type { LayerContent, ReadLayerOptions } from '../layer/read-layer.ts'
import type { FilePlace } from '../source/file-place.ts'
import { abortable, interruption } from '../stream/abortable.ts'
import { ByteRing } from './byte-ring.ts'
import { errorOf, type LayerAnswer, type LayerJob, type LayerThreadMemory } from './layer-message.ts'

/** Where a layer's bytes are: they come by here, or lie in a file. */
export type LayerBytes =
  | { readonly kind: 'stream'; readonly bytes: AsyncIterable<Uint8Array> }
  | { readonly kind: 'place'; readonly place: FilePlace }

/**
 * A thread that reads layers as `readLayer` does, one at a time, with threads of its own that hash for it. Bytes that
 * lie in a file it reads itself; bytes that come by here are copied into memory both share. The tree comes back without
 * being copied.
 */
export class LayerThread {
  #worker: Worker | undefined
  /** Why it reads nothing any more. */
  #failure: Error | undefined
  #job: Job | undefined
  #streams = 0
  readonly #ring = new ByteRing()
  readonly #progress = new BigInt64Array(new SharedArrayBuffer(8))
  readonly #program: URL

  /** `program`: what the thread runs. */
  constructor(program = new URL(WORKER, import.meta.url)) {
    this.#program = program
  }

  /** Whether it can be asked for another layer. */
  get isUsable(): boolean {
    return this.#failure === undefined
  }

  /** Starts the thread before there is a layer for it. */
  start(): void {
    this.#worker ??= this.#begin()
  }

  /**
   * Reads a layer there. Rejects with what `readLayer` rejects with here, and with `outOfMemory`; any other end of the
   * thread is a bug. When the signal fires, it rejects at once and the thread ends.
   */
  async read(from: LayerBytes, options: ReadLayerOptions): Promise<LayerContent> {
    const { what, signal, onBytes = () => {} } = options
    signal.throwIfAborted()
    this.start()
    const over = new AbortController()
    const answered = Promise.withResolvers<LayerAnswer>()
    this.#job = { what, ...answered }
    if (this.#failure !== undefined) this.#fail(this.#failure)
    const onAbort = () => void this.#end(interruption(signal))
    signal.addEventListener('abort', onAbort)
    const feeding = this.#hand(from, options, over.signal)
    feeding.catch(() => undefined) // asked for below; until then a rejection is not "unhandled"
    try {
      const answer = await answered.promise
      if (answer.kind === 'sourceBroke') await feeding
      if (answer.kind !== 'read') throw errorOf(answer)
      onBytes(answer.content.blobBytes)
      return answer.content
    } finally {
      over.abort()
      signal.removeEventListener('abort', onAbort)
      this.#job = undefined
    }
  }

  /** Ends the thread; a layer it reads fails. */
  async close(): Promise<void> {
    await this.#end(new Error('the thread was closed while it read a layer'))
  }

  #begin(): Worker {
    const memory: LayerThreadMemory = { ring: this.#ring.memory, progress: this.#progress.buffer }
    const worker = new Worker(this.#program, { workerData: memory })
    worker.on('message', (answer: LayerAnswer) => this.#job?.resolve(answer))
    worker.on('error', error => this.#fail(error))
    worker.on('exit', () => this.#fail(new Error('the thread that reads layers has ended')))
    return worker
  }

  /** Tells the thread what to read, and sees to it that it gets the bytes; rejects with what they break off with. */
  async #hand(from: LayerBytes, options: ReadLayerOptions, over: AbortSignal): Promise<void> {
    const { what, limits, measureGzip = false, onBytes = () => {} } = options
    const stream = this.#streams++
    const place = from.kind === 'place' ? from.place : null
    Atomics.store(this.#progress, 0, 0n)
    this.#worker?.postMessage({ stream, place, what, limits, measureGzip } satisfies LayerJob)
    if (from.kind === 'stream') return this.#feed(stream, from.bytes, onBytes, over)
    const timer = setInterval(() => onBytes(Number(Atomics.load(this.#progress, 0))), LOOK_MILLISECONDS)
    over.addEventListener('abort', () => clearInterval(timer))
  }

  async #feed(
    stream: number,
    bytes: AsyncIterable<Uint8Array>,
    onBytes: (stored: number) => void,
    over: AbortSignal,
  ): Promise<void> {
    let stored = 0
    try {
      for await (const chunk of abortable(bytes, over)) {
        for (let at = this.#ring.write(stream, chunk, 0); at < chunk.length; ) {
          await this.#open(over)
          at = this.#ring.write(stream, chunk, at)
        }
        stored += chunk.length
        onBytes(stored)
      }
      await this.#open(over)
      this.#ring.end(stream)
    } catch (error) {
      await this.#open(over)
      this.#ring.end(stream, 'broken')
      throw error
    }
  }

  /** Waits for room in the ring, as long as anybody wants the layer. */
  async #open(over: AbortSignal): Promise<void> {
    for (let isOpen = this.#ring.isOpen; ; isOpen = await this.#ring.openWithin(LOOK_MILLISECONDS)) {
      over.throwIfAborted()
      if (isOpen) return
    }
  }

  async #end(reason: Error): Promise<void> {
    this.#fail(reason)
    await this.#worker?.terminate()
  }

  #fail(error: Error): void {
    this.#failure ??= error
    this.#job?.reject(isOutOfMemory(error) ? memoryError(this.#job.what, error) : error)
  }
}

interface Job extends PromiseWithResolvers<LayerAnswer> {
  readonly what: string
}

function isOutOfMemory(error: Error): boolean {
  return 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
}

function memoryError(what: string, cause: Error): LayerscopeError {
  return new LayerscopeError({ kind: 'outOfMemory', what }, { cause })
}

/** How often it looks how far the thread is, and whether the layer is still wanted. */
const LOOK_MILLISECONDS = 50

/** The thread's own file: beside this one, as source or as bundled. */
const WORKER = import.meta.url.endsWith('.ts') ? './layer-worker.ts' : './layer-worker.js'
