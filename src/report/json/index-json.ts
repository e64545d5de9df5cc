import { SCHEMA_VERSION } from './schema-version.ts'

/** What `layerscope index list --json` prints. */
export interface IndexJson {
  readonly schemaVersion: string
  readonly folder: string
  /** Why nothing more can be kept there, in the system's word (`EROFS`); `null` when it can. */
  readonly unwritable: string | null
  /** What all of it takes on disk, and may take before the least recently used goes. */
  readonly bytes: number
  readonly limitBytes: number
  /** Those used last come first. */
  readonly images: readonly IndexedImageJson[]
  readonly layers: readonly IndexedLayerJson[]
}

export interface IndexedImageJson {
  /** Where it was read. */
  readonly source: string
  readonly tags: readonly string[]
  /** diffIds, lowest first. */
  readonly layers: readonly string[]
  /** Bytes it takes in the index with its layers; those it shares count for each image. */
  readonly bytes: number
  /** RFC 3339. */
  readonly used: string
}

export interface IndexedLayerJson {
  readonly diffId: string
  readonly bytes: number
  readonly used: string
}

interface Used {
  /** Milliseconds since the epoch. */
  readonly used: number
}

/** The contents of the index as `index/list-index` finds them. */
export interface ListedIndex extends Pick<IndexJson, 'folder' | 'unwritable' | 'bytes' | 'limitBytes'> {
  readonly images: readonly (Omit<IndexedImageJson, 'used'> & Used)[]
  readonly layers: readonly (Omit<IndexedLayerJson, 'used'> & Used)[]
}

export function indexJson({ folder, unwritable, bytes, limitBytes, images, layers }: ListedIndex): IndexJson {
  return {
    schemaVersion: SCHEMA_VERSION,
    folder,
    unwritable,
    bytes,
    limitBytes,
    images: images.map(image => ({ ...image, used: isoTime(image) })),
    layers: layers.map(layer => ({ ...layer, used: isoTime(layer) })),
  }
}

function isoTime({ used }: Used): string {
  return new Date(used).toISOString()
}
