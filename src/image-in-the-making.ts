import type { BaseChoice, BaseImage } from './analysis/base/base-image.ts'
import type { ImageDocuments } from './image/image.ts'
import type { LayerIndex } from './index/layer-index.ts'
import type { KnownLayers } from './layer/known-layers.ts'
import { Shelf } from './layer/shelf.ts'
import type { ReadOptions } from './source/source.ts'
import type { Layer } from './tree/layer.ts'
import { LayerThreads } from './worker/layer-threads.ts'

export interface InspectOptions extends ReadOptions {
  /** Where the base image ends, when the user said so. */
  readonly base: BaseChoice | null
  /** Layers other images brought: they are not read again, and those of this image are added. */
  readonly known?: KnownLayers
  /** Whether uncompressed layers are compressed on the way, to estimate what a pull transfers. */
  readonly measureGzip?: boolean
  /** Whether somebody looks on, who is shown trees before contents are hashed. */
  readonly outlines?: boolean
  /** What earlier runs learnt; without it everything is read. */
  readonly index?: LayerIndex
  /** Bytes of a blob from which on it is read on another thread; without it, as many as make that worth it. */
  readonly threadBytes?: number
}

/** What images that come in one stream share. */
export interface Reading {
  readonly shelf: Shelf
  readonly threads: LayerThreads
}

export function beginReading(options: InspectOptions): Reading {
  return { shelf: new Shelf(options.known), threads: new LayerThreads() }
}

/** An image of which nothing is known yet. */
export function beginImage(reading: Reading): ImageInTheMaking {
  return {
    ...reading,
    documents: null,
    identity: null,
    recalled: 'nothing',
    base: undefined,
    placed: new Map(),
    underWay: new Set(),
    readBytes: 0,
    expectedBytes: null,
  }
}

/** What is known so far. */
export interface ImageInTheMaking {
  documents: ImageDocuments | null
  /** What the source knows this very image by; `null` when it did not say. */
  identity: string | null
  /** What came from the index. */
  recalled: 'nothing' | 'layers' | 'image'
  /** The base image as the source knows it; `undefined`: it does not say, and the documents are asked. */
  base: BaseImage | null | undefined
  readonly shelf: Shelf
  readonly threads: LayerThreads
  readonly placed: Map<number, Layer>
  /** Blobs that are read while other parts come; each is on the shelf when it is done. */
  readonly underWay: Set<Promise<void>>
  /** Bytes of blobs read, as stored. */
  readBytes: number
  expectedBytes: number | null
}
