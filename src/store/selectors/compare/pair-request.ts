import type { TreePath } from '../../../image/tree-path.ts'
import { differsAt, nodeA, nodeB, rowPath } from '../../../tree/merged-tree.ts'
import type { EntryPlace } from '../../../tree/overlay.ts'
import { inodePlace, type TreeView, typeOf } from '../../../tree/tree-view.ts'
import type { Pair } from '../../compare-state.ts'
import type { ImageKey, State } from '../../state.ts'
import { comparedPair } from './comparison.ts'
import { mergedPane } from './merged-pane.ts'
import { currentPair } from './pair.ts'

/** A file whose contents are to be compared: where its bytes are on both sides. */
export interface PairRequest {
  readonly pair: Pair
  readonly path: TreePath
  readonly a: FileAt
  readonly b: FileAt
}

export interface FileAt {
  readonly image: ImageKey
  readonly place: EntryPlace
}

/** The file under the cursor; `undefined` when it is none, or its content is the same. */
export function pairRequest(state: State): PairRequest | undefined {
  const pair = currentPair(state)
  const pane = mergedPane(state)
  const row = pane?.lines.rows[pane.line]
  if (pair === undefined || pane === undefined || row === undefined) return undefined
  if (!differsAt(pane.tree, row).includes('content')) return undefined
  const alone = comparedPair(state, pair)?.alone ?? null
  const a = filePlace(pane.tree.a, nodeA(pane.tree, row), alone?.a ?? null)
  const b = filePlace(pane.tree.b, nodeB(pane.tree, row), alone?.b ?? null)
  if (a === null || b === null) return undefined
  return {
    ...{ pair, path: rowPath(pane.tree, row) },
    a: { image: pair.a.image, place: a },
    b: { image: pair.b.image, place: b },
  }
}

/** A tree of one layer alone calls it layer 0, whichever it is of the image. */
function filePlace(view: TreeView, node: number | null, alone: number | null): EntryPlace | null {
  if (node === null || typeOf(view, node) !== 'file') return null
  const place = inodePlace(view, node)
  return place === null ? null : { ...place, layer: alone ?? place.layer }
}
