import { buildOverlay } from '../../tree/build-overlay.ts'
import type { Layer, ReadLayer } from '../../tree/layer.ts'
import type { Overlay } from '../../tree/overlay.ts'
import { changesView, stackedView, type TreeView } from '../../tree/tree-view.ts'
import type { ExploreView, ImageState, Scope } from '../state.ts'
import { type StepChoices, shownStep } from './shown-steps.ts'
import { documentsOf } from './step-rows.ts'

/** What the files pane shows, or why it shows nothing. */
export type ShownTree =
  | {
      readonly kind: 'tree'
      readonly view: TreeView
      readonly layer: number
      readonly scope: Scope
      /** Layers below are not read yet: changes are against nothing. */
      readonly alone: boolean
    }
  | {
      readonly kind: 'empty'
      readonly why: 'noLayerYet' | 'emptyStep' | 'stillReading' | 'unreadable'
      readonly layer: number | null
    }

/** The tree for the chosen step and scope. Views are kept, so that going back and forth costs nothing. */
export function shownTree(
  image: ImageState | undefined,
  view: StepChoices & Pick<ExploreView, 'scope'>,
): ShownTree {
  const documents = documentsOf(image)
  const row = shownStep(image, view)
  if (documents === undefined || row === undefined) return { kind: 'empty', why: 'stillReading', layer: null }
  const last = documents.layers.length - 1
  const scope = row.base === null || view.scope !== 'changes' ? view.scope : 'stacked' // all the base brings
  const layer = scope === 'final' ? last : scope === 'changes' ? row.layer : row.upTo
  if (layer === null) return { kind: 'empty', why: 'emptyStep', layer: null }
  if (layer < 0) return { kind: 'empty', why: 'noLayerYet', layer: null }
  return image?.kind === 'ready' ? readyTree(image, layer, scope) : partialTree(image, layer, scope)
}

function readyTree(
  { analysis }: Extract<ImageState, { kind: 'ready' }>,
  layer: number,
  scope: Scope,
): ShownTree {
  const unreadable = scope === 'changes' && analysis.layers[layer]?.kind !== 'read'
  if (unreadable) return { kind: 'empty', why: 'unreadable', layer }
  return { kind: 'tree', view: cachedView(analysis.overlay, layer, scope), layer, scope, alone: false }
}

/** While the image is being read, a layer that arrived is shown on its own. */
function partialTree(image: ImageState | undefined, layer: number, scope: Scope): ShownTree {
  const arrived = image?.kind === 'reading' ? image.layers.get(layer) : undefined
  if (arrived === undefined) return { kind: 'empty', why: 'stillReading', layer }
  if (arrived.kind === 'unreadable') return { kind: 'empty', why: 'unreadable', layer }
  return { kind: 'tree', view: cachedView(overlayOfOne(arrived), 0, 'stacked'), layer, scope, alone: true }
}

/** Bytes of a layer that arrived before the image is analysed; `null` when it cannot be read. */
export function arrivedBytes(layer: Layer): number | null {
  if (layer.kind === 'unreadable') return null
  return cachedView(overlayOfOne(layer), 0, 'stacked').bytes[0] ?? null
}

const overlaysOfOne = new WeakMap<ReadLayer, Overlay>()

function overlayOfOne(layer: ReadLayer): Overlay {
  const known = overlaysOfOne.get(layer)
  if (known !== undefined) return known
  const overlay = buildOverlay([layer.tree])
  overlaysOfOne.set(layer, overlay)
  return overlay
}

/** How many views of an image with so many paths are kept: never fewer than somebody goes back and forth between. */
export function viewsKept(paths: number): number {
  return Math.max(FEWEST_KEPT, Math.floor(BYTES_KEPT / (paths * BYTES_PER_PATH)))
}

/** A view's columns for every path of the image. */
const BYTES_PER_PATH = 32
const BYTES_KEPT = 96_000_000
const FEWEST_KEPT = 4

const views = new WeakMap<Overlay, Map<string, TreeView>>()

function cachedView(overlay: Overlay, layer: number, scope: Scope): TreeView {
  const kept = views.get(overlay) ?? new Map<string, TreeView>()
  views.set(overlay, kept)
  const key = `${scope === 'changes' ? 'changes' : 'stacked'} ${layer}`
  const view =
    kept.get(key) ?? (scope === 'changes' ? changesView(overlay, layer) : stackedView(overlay, layer))
  kept.delete(key)
  kept.set(key, view)
  const [oldest] = kept.keys()
  if (kept.size > viewsKept(overlay.paths.size) && oldest !== undefined) kept.delete(oldest)
  return view
}
