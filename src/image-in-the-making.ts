import type { BaseChoice, BaseImage } from './analysis/base/base-image.ts'
import type { ImageDocuments } from './image/image.ts'
import type { LayerIndex } from './index/layer-index.ts'
import type { KnownLayers } from './layer/known-layers.ts'
import type { Shelf } from './layer/shelf.ts'
import type { ReadOptions } from './source/source.ts'
import type { Layer } from './tree/layer.ts'
import type { HashThread } from './worker/hash-thread.ts'

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
}

/** What images that come in one stream share. */
export interface Reading {
  readonly shelf: Shelf
  readonly hashThread: HashThread
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
  readonly hashThread: HashThread
  readonly placed: Map<number, Layer>
  /** Bytes of blobs read, as stored. */
  readBytes: number
  expectedBytes: number | null
}
