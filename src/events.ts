import type { Analysis } from './analysis/analysis.ts'
import type { ImageDocuments } from './image/image.ts'
import type { Layer } from './tree/layer.ts'

/** What the pipeline says while it works, in this order of first appearance; `analysed` is the last. */
export type InspectEvent =
  | { readonly kind: 'source'; readonly label: string; readonly notes: readonly string[] }
  | {
      readonly kind: 'pulling'
      readonly status: string
      readonly currentBytes: number
      readonly totalBytes: number | null
    }
  /** Sent again when the source knows more (an engine's preview, then the archive's documents). */
  | { readonly kind: 'documents'; readonly documents: ImageDocuments }
  | { readonly kind: 'waiting'; readonly expectedBytes: number | null }
  | { readonly kind: 'progress'; readonly readBytes: number; readonly expectedBytes: number | null }
  /** Names and sizes of a layer whose contents are still to be hashed; the layer itself follows. */
  | { readonly kind: 'outline'; readonly layer: Layer }
  | { readonly kind: 'layer'; readonly layer: Layer }
  | { readonly kind: 'analysed'; readonly analysis: Analysis }
