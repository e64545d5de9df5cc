import type { Digest } from '../image/digest.ts'
import type { KnownImage } from '../image/known-image.ts'
import {
  IndexFolder,
  listIndexFiles,
  removeFile,
  sweepLeftovers,
  systemWord,
  whyUnwritable,
} from './index-folder.ts'
import {
  type ImageRecord,
  isImageRecord,
  isLayerRecord,
  type LayerRecord,
  type PlacedLayer,
} from './index-record.ts'
import { listIndex } from './list-index.ts'

/** An image with the layers it is made of. */
export interface KeptImage {
  readonly record: ImageRecord
  /** As many as `record.layers`, in their order. */
  readonly layers: readonly LayerRecord[]
}

/**
 * What was learnt of images read before, on disk: layer trees by diffId, images by what their source knows them by.
 *
 * Reading never fails: what is absent, damaged or of another version is not known, and is read from the image. Writing
 * happens behind the back of whoever asks for it, one file after the other; `settled` waits for it.
 */
export class LayerIndex {
  readonly #folder: IndexFolder
  readonly #limit: number
  #writing: Promise<void> = Promise.resolve()
  #wrote = false
  #problem: string | null = null

  /** `limit`: bytes it may take; beyond that the least recently used goes first. */
  constructor(root: string, limit = DEFAULT_INDEX_BYTES) {
    this.#folder = new IndexFolder(root)
    this.#limit = limit
  }

  /** Why something could not be written, in the system's word (`ENOSPC`); `null` when all went well. */
  get problem(): string | null {
    return this.#problem
  }

  async layer(diffId: Digest): Promise<LayerRecord | undefined> {
    const value = await this.#folder.read('layers', diffId)
    return isLayerRecord(value, diffId) ? value : undefined
  }

  /** The whole image, or `undefined` when a part of it is not known. */
  async image(identity: string): Promise<KeptImage | undefined> {
    const record = await this.#folder.read('images', identity)
    if (!isImageRecord(record)) return undefined
    const byDiffId = new Map<Digest, LayerRecord>()
    for (const { diffId } of record.layers) {
      const layer = byDiffId.get(diffId) ?? (await this.layer(diffId))
      if (layer === undefined) return undefined
      byDiffId.set(diffId, layer)
    }
    return { record, layers: record.layers.flatMap(({ diffId }) => byDiffId.get(diffId) ?? []) }
  }

  /** Images that were read, those used last first: one of them may be what another is built on. */
  async knownImages(): Promise<readonly KnownImage[]> {
    const { images } = await listIndex(this.#folder.root, MOST_KNOWN)
    return images.map(({ source, tags, digest, layers }) => ({
      names: tags.length === 0 ? [source] : tags,
      digests: digest === null ? [] : [digest],
      diffIds: layers,
    }))
  }

  /** Keeps an image that was read whole and verified. */
  keep(
    identity: string,
    image: Omit<ImageRecord, 'kind' | 'layers'>,
    layers: readonly KeepableLayer[],
  ): void {
    this.keepLayers(layers.map(({ record }) => record))
    const placed = layers.map(layer => layer.placed)
    const record = { ...image, kind: 'image', layers: placed } satisfies ImageRecord
    this.#afterwards(() => this.#folder.write('images', identity, record))
  }

  /** Keeps layers that were read and verified, of whatever image. */
  keepLayers(layers: readonly Omit<LayerRecord, 'kind'>[]): void {
    for (const layer of layers) this.#afterwards(() => this.#writeLayer({ ...layer, kind: 'layer' }))
  }

  /** One after the other; after something could not be written, nothing more is tried. */
  #afterwards(write: () => Promise<void>): void {
    this.#wrote = true
    this.#writing = this.#writing
      .then(() => (this.#problem === null ? write() : undefined))
      .catch(error => this.#fails(error))
  }

  /** Of a folder that cannot be made the system says least when it is asked to make it. */
  async #fails(error: unknown): Promise<void> {
    this.#problem = (await whyUnwritable(this.#folder.root)) ?? systemWord(error)
  }

  /** Resolves when everything asked for was written and the index is within its limit, or could not be brought there. */
  async settled(): Promise<void> {
    await this.#writing
    if (!this.#wrote) return
    this.#wrote = false
    await shrinkIndex(this.#folder.root, this.#limit).catch(error => this.#fails(error))
  }

  async #writeLayer(layer: LayerRecord): Promise<void> {
    if (!(await this.#folder.has('layers', layer.diffId)))
      await this.#folder.write('layers', layer.diffId, layer)
  }
}

/** A layer as an image stores it, and what it holds. */
export interface KeepableLayer {
  readonly placed: PlacedLayer
  readonly record: Omit<LayerRecord, 'kind'>
}

/** A base is among the images used of late. */
const MOST_KNOWN = 200

/** 2 GiB: some 20 million entries. */
export const DEFAULT_INDEX_BYTES = 2 * 1024 ** 3

interface Shrunk {
  readonly freedBytes: number
  /** What is left. */
  readonly bytes: number
}

/** Removes leftovers, then files from the least recently used on until all take at most `limit` bytes. Throws `unwritable`. */
export async function shrinkIndex(root: string, limit: number): Promise<Shrunk> {
  await sweepLeftovers(root)
  const files = (await listIndexFiles(root)).toSorted((a, b) => a.used - b.used)
  let bytes = files.reduce((sum, file) => sum + file.bytes, 0)
  let freedBytes = 0
  for (const file of files) {
    if (bytes <= limit) break
    await removeFile(file.path)
    bytes -= file.bytes
    freedBytes += file.bytes
  }
  return { freedBytes, bytes }
}
