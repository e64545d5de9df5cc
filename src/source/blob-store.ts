import type { ReadAt } from '../tar/list-tar.ts'
import type { Documents } from './documents.ts'
import type { HeldPlace } from './file-place.ts'
import type { Range } from './read-range.ts'

/** A medium that can be read in any order: a plain archive, a layout on disk. */
export interface BlobStore extends Documents {
  /** The blob of that name, links followed; `undefined` when there is none. */
  find(name: string): Promise<StoredBlob | undefined>
  /** What damage ended the medium early, so that what is missing may have been lost; `null` for a whole one. */
  readonly damage: unknown
}

export interface StoredBlob {
  /** Its own name: two names that lead to one blob have the same. */
  readonly key: string
  readonly bytes: number
  /** A fresh reading, as often as wanted: all of it, or a stretch. */
  read(range?: Range): AsyncIterable<Uint8Array>
  /** Where all of it can be read on another thread, held until disposed of; no such method where it cannot. */
  hold?(): Promise<HeldPlace>
  /** Known to be uncompressed; otherwise its first bytes say. */
  readonly isPlain?: true
  /** A few bytes at a time, cheaply; only where the medium can. */
  readonly readAt?: ReadAt
}

/** The blobs of an image to be read again, in any order and as often as wanted, until they are closed. */
export interface OpenBlobs extends AsyncDisposable {
  /** The blob of that name, links followed; `undefined` when there is none. */
  find(name: string): Promise<StoredBlob | undefined>
}
