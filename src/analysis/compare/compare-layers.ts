import { buildOverlay } from '../../tree/build-overlay.ts'
import type { Layer } from '../../tree/layer.ts'
import type { LayerTree } from '../../tree/layer-tree.ts'
import { mergeViews } from '../../tree/merge-views.ts'
import type { MergedTree } from '../../tree/merged-tree.ts'
import { stackedView, type TreeView } from '../../tree/tree-view.ts'
import type { Analysis } from '../analysis.ts'

/** The trees of one or two images after a layer each, laid over each other as final trees are. */
export function compareStacks(a: Analysis, layerA: number, b: Analysis, layerB: number): MergedTree {
  return mergeViews(stackedView(a.overlay, layerA), stackedView(b.overlay, layerB))
}

/**
 * What two layers themselves write, laid over each other; markers remove nothing here. `null` when one of them could
 * not be read.
 */
export function compareLayers(a: Layer, b: Layer): MergedTree | null {
  return a.kind === 'read' && b.kind === 'read' ? mergeViews(ownView(a.tree), ownView(b.tree)) : null
}

function ownView(tree: LayerTree): TreeView {
  return stackedView(buildOverlay([tree]), 0)
}
