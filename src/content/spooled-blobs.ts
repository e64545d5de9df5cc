import type { OpenBlobs, StoredBlob } from '../source/blob-store.ts'
import type { Range } from '../source/read-range.ts'
import { Spool } from './spool.ts'

/** Blobs kept in a spool while they came by, by their names. */
export class SpooledBlobs implements OpenBlobs {
  readonly #folders: readonly string[]
  readonly #blobs = new Map<string, Range>()
  readonly #aliases = new Map<string, string>()
  #spool: Promise<Spool> | undefined

  constructor(folders: readonly string[]) {
    this.#folders = folders
  }

  /** The same chunks, kept as they pass. A blob that is not read to its end is not kept. */
  async *keep(name: string, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
    this.#spool ??= Spool.open(this.#folders)
    const spool = await this.#spool
    const start = spool.length
    for await (const chunk of bytes) {
      const writing = spool.append(chunk)
      writing.catch(() => undefined) // awaited below; until then a rejection is not "unhandled"
      try {
        yield chunk
      } finally {
        await writing
      }
    }
    this.#blobs.set(name, { start, length: spool.length - start })
  }

  alias(name: string, target: string): void {
    this.#aliases.set(name, target)
  }

  has(name: string): boolean {
    return this.#blobs.has(this.#resolve(name))
  }

  async find(name: string): Promise<StoredBlob | undefined> {
    const key = this.#resolve(name)
    const range = this.#blobs.get(key)
    const spool = await this.#spool
    if (range === undefined || spool === undefined) return undefined
    return {
      key,
      bytes: range.length,
      read: ({ start, length } = { start: 0, length: range.length }) =>
        spool.read({ start: range.start + start, length }, key),
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const spool = await this.#spool?.catch(() => undefined) // whoever wanted to write was told
    await spool?.[Symbol.asyncDispose]()
  }

  /** Links to links end after as many hops as there are links: a loop resolves to a name nothing has. */
  #resolve(name: string): string {
    let resolved = name
    for (let hops = 0; hops <= this.#aliases.size; hops++) {
      const target = this.#aliases.get(resolved)
      if (target === undefined) return resolved
      resolved = target
    }
    return resolved
  }
}
