import type { ByteString } from '../../image/byte-string.ts'
import { type Fact, factOf, type LayerFacts, NO_FACTS } from '../../image/facts/fact.ts'
import { parseTreePath } from '../../image/tree-path.ts'
import { followPath } from '../../tree/follow-path.ts'
import type { Layer } from '../../tree/layer.ts'
import { nodePath, type Overlay } from '../../tree/overlay.ts'
import { inodePlace, stackedView, type TreeView } from '../../tree/tree-view.ts'

/** What a container has as its root before anything is mounted: the final tree, and what is known of its contents. */
export interface ImageRoot {
  readonly view: TreeView
  /** By layer. */
  readonly facts: readonly LayerFacts[]
}

export function imageRoot(overlay: Overlay, layers: readonly Layer[]): ImageRoot {
  return {
    view: stackedView(overlay, layers.length - 1),
    facts: layers.map(layer => (layer.kind === 'read' ? layer.facts : NO_FACTS)),
  }
}

/** What is known of the content of a shown file. */
export function factAt<Kind extends Fact['kind']>(
  root: ImageRoot,
  node: number,
  kind: Kind,
): Extract<Fact, { kind: Kind }> | undefined {
  const place = inodePlace(root.view, node)
  const facts = place === null ? undefined : root.facts[place.layer]
  return place === null || facts === undefined ? undefined : factOf(facts, place.row, kind)
}

/** Whether a fact that is not there means that the content has none: a layer with too many keeps only the first. */
export function knowsFacts(root: ImageRoot, node: number): boolean {
  const place = inodePlace(root.view, node)
  return place === null || root.facts[place.layer]?.complete !== false
}

/** A text file of the image as far as it was kept; `unknown` when there is one that was not. */
export type FileText =
  | { readonly kind: 'text'; readonly content: ByteString; readonly complete: boolean }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unknown' }

/** The text of `/etc/passwd` and the like, symlinks followed. */
export function textAt(root: ImageRoot, path: ByteString): FileText {
  const place = followPath(root.view, parseTreePath(path), 'follow')
  if (place.kind === 'missing') return { kind: 'absent' }
  return factAt(root, place.node, 'text') ?? { kind: 'unknown' }
}

/** The path of a node, as `nodePath` tells it. */
export function pathOf(root: ImageRoot, node: number) {
  return nodePath(root.view.overlay, node)
}
