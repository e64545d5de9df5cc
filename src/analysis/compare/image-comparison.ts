import type { MergedTree } from '../../tree/merged-tree.ts'
import type { Analysis } from '../analysis.ts'
import type { ConfigDifference } from './compare-config.ts'

/** Everything two images tell when they lie side by side (semantics §7). */
export interface ImageComparison {
  readonly a: Analysis
  readonly b: Analysis
  /** Whether every layer of both could be read. If not, `paths` compares what could be. */
  readonly complete: boolean
  /** The layers of both, aligned; either column in its own order. */
  readonly layers: readonly LayerRow[]
  /** The final trees laid over each other, with their totals. */
  readonly paths: MergedTree
  /** Configuration that differs, in the order a Dockerfile reader expects. */
  readonly config: readonly ConfigDifference[]
}

/**
 * `shared` same diffId · `recompressed` same diffId, other digest: pulled again for nothing · `sameFiles` rebuilt,
 * only times differ · `changed` same instruction, other files · `onlyA`, `onlyB` no counterpart
 */
export const LAYER_STATES = ['shared', 'recompressed', 'sameFiles', 'changed', 'onlyA', 'onlyB'] as const

export type LayerState = (typeof LAYER_STATES)[number]

/** One row of the aligned layers. */
export interface LayerRow {
  readonly state: LayerState
  /** Layer indexes; `null` where that image has no counterpart. */
  readonly a: number | null
  readonly b: number | null
  /** Cleaned for reading; `null` without a layer, or without history. */
  readonly instructionA: string | null
  readonly instructionB: string | null
  /** Of a shared layer: a digest as pushed is unknown on either side, so it may have been recompressed. */
  readonly compressionUnknown: boolean
  /** False where a layer of the row could not be read: whether the files of a `changed` one differ is not known then. */
  readonly filesKnown: boolean
}
