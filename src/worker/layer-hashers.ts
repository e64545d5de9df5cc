import type { ContentHasher, Hasher, Hashers } from '../stream/hasher.ts'
import { HashThread } from './hash-thread.ts'

/**
 * The two threads that hash for a layer thread: one takes the digests of the whole blob and its tar, byte after byte,
 * the other those of long files, which are as many bytes again in most layers. Either keeps up with the parser alone.
 */
export class LayerHashers implements Hashers {
  readonly #digests = new HashThread()
  readonly #contents = new HashThread()

  start(): void {
    this.#digests.start()
    this.#contents.start()
  }

  hasher(): Hasher {
    return this.#digests.hasher()
  }

  fileHasher(length: number): ContentHasher | undefined {
    return this.#contents.fileHasher(length)
  }
}
