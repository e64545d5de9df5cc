import { type ByteString, fromText } from '../../image/byte-string.ts'
import { type Fact, factOf, type LayerFacts, NO_FACTS } from '../../image/facts/fact.ts'
import { parentPaths, parseTreePath, type TreePath } from '../../image/tree-path.ts'
import { followPath } from '../../tree/follow-path.ts'
import type { Layer } from '../../tree/layer.ts'
import { nodePath, type Overlay } from '../../tree/overlay.ts'
import { inodePlace, stackedView, type TreeView } from '../../tree/tree-view.ts'

/** What a container has as its root before anything is mounted: the final tree, and what is known of its contents. */
export interface ImageRoot {
  readonly view: TreeView
  /** By layer. */
  readonly facts: readonly LayerFacts[]
  /** Where a container has something mounted over the tree. */
  readonly mounts: ReadonlySet<TreePath>
}

export function imageRoot(
  overlay: Overlay,
  layers: readonly Layer[],
  mounts: readonly string[] = [],
): ImageRoot {
  return {
    mounts: new Set(mounts.map(path => parseTreePath(fromText(path)))),
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
  const wanted = parseTreePath(path)
  if ([wanted, ...parentPaths(wanted)].some(each => root.mounts.has(each))) return { kind: 'unknown' }
  const place = followPath(root.view, wanted, 'follow')
  if (place.kind === 'missing') return { kind: 'absent' }
  return factAt(root, place.node, 'text') ?? { kind: 'unknown' }
}

/** The path of a node, as `nodePath` tells it. */
export function pathOf(root: ImageRoot, node: number) {
  return nodePath(root.view.overlay, node)
}
