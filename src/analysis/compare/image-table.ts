import type { Analysis } from '../analysis.ts'
import type { Packages } from '../contents/package.ts'
import { packagesOf } from '../contents/packages.ts'
import { type ImageTraits, imageTraits } from './image-traits.ts'
import { bytesByDiffId, type Contents, type LayerSharing, layerSharing } from './layer-sharing.ts'

/** An image as somebody called it. */
export interface NamedImage {
  /** As the user typed it. */
  readonly reference: string
  /** Where it was read from. */
  readonly source: string
  readonly analysis: Analysis
}

/** Any number of images, one row each, and what each two of them share (semantics §7). */
export interface ImageTable {
  readonly rows: readonly ImageRow[]
  /** Every two rows once: (0, 1), (0, 2), …, (1, 2), … */
  readonly pairs: readonly LayerSharing[]
}

export interface ImageRow extends NamedImage {
  /** The lowest layers that are the base image's; `null` when nobody knows. */
  readonly baseLayers: number | null
  /** Unpacked bytes less those of the first row; `null` = unknown. */
  readonly deltaBytes: number | null
  /** How much smaller the unpacked image is than the first row's, as a share of that; negative when larger. */
  readonly reductionToFirst: number | null
  /** The same against the largest row. */
  readonly reductionToLargest: number | null
  /** Unpacked bytes of layers that another row has too (by diffId), and of the others; the sum is unpacked. */
  readonly sharedBytes: number | null
  readonly uniqueBytes: number | null
  readonly traits: ImageTraits | null
  /** What is installed in it; `null` = unknown. */
  readonly packages: Packages | null
}

export function compareTable(images: readonly NamedImage[]): ImageTable {
  const contents = images.map(({ analysis }) => bytesByDiffId(analysis))
  const first = images[0]?.analysis.unpackedBytes ?? null
  const largest = largestOf(images)
  return {
    rows: images.map((image, at) => {
      const { unpackedBytes, base } = image.analysis
      const others = contents.filter((_, other) => other !== at)
      const sharedBytes = sharedBytesOf(image.analysis, others)
      return {
        ...image,
        baseLayers: base?.layers ?? null,
        deltaBytes: unpackedBytes === null || first === null ? null : unpackedBytes - first,
        reductionToFirst: reduction(first, unpackedBytes),
        reductionToLargest: reduction(largest, unpackedBytes),
        sharedBytes,
        uniqueBytes: unpackedBytes === null || sharedBytes === null ? null : unpackedBytes - sharedBytes,
        traits: imageTraits(image.analysis),
        packages: packagesOf(image.analysis),
      }
    }),
    pairs: layerSharing(images.map(({ analysis }) => analysis)),
  }
}

/** `1 − to ÷ from`: 0.99 when a gigabyte became ten megabytes. `null` when either is unknown, or `from` is 0. */
export function reduction(from: number | null, to: number | null): number | null {
  return from === null || to === null || from === 0 ? null : 1 - to / from
}

function largestOf(images: readonly NamedImage[]): number | null {
  let largest: number | null = null
  for (const { analysis } of images) {
    const bytes = analysis.unpackedBytes
    if (bytes !== null && (largest === null || bytes > largest)) largest = bytes
  }
  return largest
}

function sharedBytesOf({ layers, figures }: Analysis, others: readonly Contents[]): number | null {
  let bytes = 0
  for (const { diffId, index } of layers) {
    if (diffId === null || !others.some(other => other.has(diffId))) continue
    const own = figures[index]?.unpackedBytes ?? null
    if (own === null) return null
    bytes += own
  }
  return bytes
}
