import type { Digest } from '../../image/digest.ts'
import type { Layer } from '../../tree/layer.ts'
import type { Analysis } from '../analysis.ts'
import { pushedDigest } from './align-layers.ts'

/** What two images share (semantics §7): each layer once, however often it stands in either. */
export interface LayerSharing {
  /** Rows. */
  readonly a: number
  readonly b: number
  /** Layers of the same content, by diffId. */
  readonly layers: number
  /** What those unpack to; `null` when a shared layer's bytes are unknown. */
  readonly bytes: number | null
  /**
   * Compressed bytes of the blobs both have, by digest: what a node with one of them need not fetch for the other.
   * `null` when a blob that may be shared is unknown, or its bytes are. Less than the layers where one is recompressed.
   */
  readonly transferBytes: number | null
}

/** Every two images once: (0, 1), (0, 2), …, (1, 2), … */
export function layerSharing(images: readonly Analysis[]): LayerSharing[] {
  const contents = images.map(bytesByDiffId)
  const blobs = images.map(({ layers }) => blobsOf(layers))
  return contents.flatMap((inA, a) =>
    contents.slice(a + 1).map((inB, further) => {
      const b = a + 1 + further
      return {
        a,
        b,
        ...sharedContents(inA, inB),
        transferBytes: sharedTransfer(blobs[a] ?? [], blobs[b] ?? []),
      }
    }),
  )
}

/** Unpacked bytes of layers, by diffId; `null` = unknown. */
export type Contents = ReadonlyMap<Digest, number | null>

/** Unpacked bytes of each layer whose diffId is known. */
export function bytesByDiffId({ layers, figures }: Analysis): Contents {
  return new Map(
    layers.flatMap(({ diffId, index }) =>
      diffId === null ? [] : [[diffId, figures[index]?.unpackedBytes ?? null] as const],
    ),
  )
}

function sharedContents(a: Contents, b: Contents): Pick<LayerSharing, 'layers' | 'bytes'> {
  const shared = [...a].filter(([diffId]) => b.has(diffId))
  return { layers: shared.length, bytes: sumOf(shared.map(([diffId, own]) => own ?? b.get(diffId) ?? null)) }
}

/** What is known of a layer as it is pushed. */
interface Blob {
  readonly digest: Digest | null
  readonly diffId: Digest | null
  readonly transferBytes: number | null
}

function blobsOf(layers: readonly Layer[]): readonly Blob[] {
  const blobs = layers.map(layer => ({
    digest: pushedDigest(layer),
    diffId: layer.diffId,
    transferBytes: layer.kind === 'read' ? layer.transferBytes : null,
  }))
  const first = new Map(blobs.map(blob => [blob.digest ?? blob.diffId ?? blob, blob]))
  return [...first.values()]
}

function sharedTransfer(a: readonly Blob[], b: readonly Blob[]): number | null {
  if (a.some(blob => isInDoubt(blob, b)) || b.some(blob => isInDoubt(blob, a))) return null
  return sumOf(
    a.flatMap(blob => {
      const twin = b.find(other => isSameBlob(blob, other) === true)
      return twin === undefined ? [] : [blob.transferBytes ?? twin.transferBytes]
    }),
  )
}

/** It may be one of the others, and is surely none of them. */
function isInDoubt(blob: Blob, others: readonly Blob[]): boolean {
  const answers = others.map(other => isSameBlob(blob, other))
  return answers.includes(null) && !answers.includes(true)
}

/** `null` = unknown: the same content may have been compressed in two ways. */
function isSameBlob(one: Blob, other: Blob): boolean | null {
  if (one.digest !== null && other.digest !== null) return one.digest === other.digest
  return one.diffId === null || other.diffId === null || one.diffId === other.diffId ? null : false
}

function sumOf(amounts: readonly (number | null)[]): number | null {
  const known = amounts.filter(each => each !== null)
  return known.length < amounts.length ? null : known.reduce((sum, each) => sum + each, 0)
}
