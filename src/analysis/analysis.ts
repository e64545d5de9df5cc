import type { Finding } from '../image/finding.ts'
import type { ImageDocuments } from '../image/image.ts'
import type { Layer } from '../tree/layer.ts'
import type { Overlay } from '../tree/overlay.ts'
import type { BaseImage } from './base/base-image.ts'
import type { WasteItems, WasteReason } from './waste-items.ts'

/** Everything layerscope knows of one image. Bytes are exact; `null` = unknown (a layer could not be read). */
export interface Analysis {
  /** Whether every layer could be read. */
  readonly complete: boolean
  readonly documents: ImageDocuments
  readonly layers: readonly Layer[]
  readonly overlay: Overlay
  /** Sum over the layers. */
  readonly unpackedBytes: number | null
  /** Content bytes of the final tree, each inode once. */
  readonly finalBytes: number | null
  /** Sum of the blobs as pushed and pulled. */
  readonly transferBytes: number | null
  /** Regular files of the final tree, each path. */
  readonly files: number | null
  /** One row a layer, by index. */
  readonly figures: readonly LayerFigures[]
  readonly waste: Waste
  readonly duplicates: Duplicates
  readonly dive: DiveFigures | null
  readonly findings: readonly Finding[]
  /** The lowest layers that came from another image; `null` when nobody knows where it ends. */
  readonly base: BaseImage | null
}

export interface LayerFigures {
  readonly index: number
  readonly unpackedBytes: number | null
  readonly transferBytes: number | null
  /** Applied entries, markers not counted. */
  readonly entries: number | null
  readonly added: number | null
  readonly modified: number | null
  readonly removed: number | null
  /** Cumulative(n) − cumulative(n−1); negative when the layer only removes. */
  readonly contributionBytes: number | null
  readonly cumulativeBytes: number | null
  /** Bytes *of this layer* that no final tree shows. */
  readonly wastedBytes: number | null
}

export interface Waste {
  readonly bytes: number | null
  /** Waste ÷ unpacked; 0 when that is 0. */
  readonly ratio: number | null
  readonly efficiency: number | null
  readonly byReason: Readonly<Record<WasteReason, number>> | null
  /** The same for the layers above the base; `null` when the base is unknown. */
  readonly withoutBase: WasteWithoutBase | null
  /** What the items add up to, by who wrote and who killed them. */
  readonly shares: readonly WasteShare[]
  /** Largest first, ties by path. Empty while figures are unknown. */
  readonly items: WasteItems
}

/** Wasted bytes with one writer, one killer and one reason. */
export interface WasteShare {
  readonly layer: number
  readonly by: number
  readonly reason: WasteReason
  readonly bytes: number
}

export interface WasteWithoutBase {
  readonly bytes: number
  readonly ratio: number
  readonly efficiency: number
  /** Bytes of the base that later layers kill; never in `ratio`. */
  readonly baseBytesKilled: number
}

/** Equal content at several live paths: bytes a link would save. Never added to waste. */
export interface Duplicates {
  readonly bytes: number | null
  readonly items: readonly DuplicateItem[]
}

export interface DuplicateItem {
  /** Hex. */
  readonly sha256: string
  /** Bytes saved if all but one were links. */
  readonly bytes: number
  /** The paths that hold it, bytewise, by their nodes in the overlay. */
  readonly nodes: Uint32Array
}

/** dive's own figures by dive's own arithmetic (semantics §6), shown only under its name. */
export interface DiveFigures {
  readonly efficiency: number
  readonly wastedBytes: number
  /** Wasted ÷ sizes of all layers but the first; `null` when these hold nothing. */
  readonly userWastedPercent: number | null
}
