import { mergeViews } from '../../tree/merge-views.ts'
import { stackedView, type TreeView } from '../../tree/tree-view.ts'
import type { Analysis } from '../analysis.ts'
import { alignLayers } from './align-layers.ts'
import { compareConfig } from './compare-config.ts'
import type { ImageComparison } from './image-comparison.ts'

/**
 * Compares two images as semantics §7 says. Swapping them mirrors every figure. Of an image that could be read in
 * part, the tree is that of the layers there are; `complete` says so.
 */
export function compareImages(a: Analysis, b: Analysis): ImageComparison {
  return {
    a,
    b,
    complete: a.complete && b.complete,
    layers: alignLayers(a, b),
    paths: mergeViews(finalView(a), finalView(b)),
    config: compareConfig(a.documents, b.documents),
  }
}

/** What a container sees of an image, as far as its layers could be read. */
export function finalView({ overlay, layers }: Analysis): TreeView {
  return stackedView(overlay, layers.length - 1)
}
