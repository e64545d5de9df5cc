import type { ByteString } from '../../image/byte-string.ts'
import type { TreePath } from '../../image/tree-path.ts'
import { findNode, nodeName, type Overlay } from '../../tree/overlay.ts'
import { changeOf, shows, stackedView, type TreeView, typeOf } from '../../tree/tree-view.ts'
import type { ImageKey, State } from '../state.ts'
import { currentImage, currentKey } from './current.ts'
import { filesPane } from './files-pane.ts'
import { linkTarget } from './viewer/chosen-file.ts'
import { shownWaste, wasteRow } from './waste-layout.ts'

/** A path of an image, in a tree that has it. */
export interface ChosenPath {
  readonly image: ImageKey
  readonly view: TreeView
  readonly node: number
}

/** What the cursor is on, or the viewer shows; `undefined` where that is no path, or nothing is known of it yet. */
export function chosenPath(state: State): ChosenPath | undefined {
  const image = currentKey(state)
  const known = currentImage(state)
  if (image === undefined || known?.kind !== 'ready') return undefined
  const { overlay } = known.analysis
  switch (state.screen.kind) {
    case 'explore':
      return pathUnderCursor(state, image)
    case 'viewer':
      return pathAt(image, overlay, state.screen.file.path, state.screen.file.layer)
    case 'waste': {
      const row = shownWaste(state).at(wasteRow(state))
      return row?.kind === 'item' ? pathAt(image, overlay, row.item.path, row.item.layer) : undefined
    }
    case 'picker':
    case 'config':
    case 'doctor':
    case 'contents':
    case 'compare':
    case 'differences':
    case 'cache':
    case 'table':
      return undefined
    default:
      return state.screen satisfies never
  }
}

/** Its last component; empty for the root. */
export function chosenName({ view, node }: ChosenPath): ByteString {
  return nodeName(view.overlay, node)
}

/** What a layer removed is what it was in the layers below; a link that leads somewhere is what it leads to. */
function pathUnderCursor(state: State, image: ImageKey): ChosenPath | undefined {
  const pane = filesPane(state)
  const node = pane?.rows.at(pane.row)?.node
  if (pane === undefined || node === undefined) return undefined
  const { view } = pane
  if (changeOf(view, node) === 'removed')
    return { image, view: stackedView(view.overlay, view.layer - 1), node }
  const target = typeOf(view, node) === 'symlink' ? linkTarget(view, node) : undefined
  return { image, ...(target ?? { view, node }) }
}

function pathAt(image: ImageKey, overlay: Overlay, path: TreePath, layer: number): ChosenPath | undefined {
  const node = findNode(overlay, path)
  const view = stackedView(overlay, layer)
  return node === undefined || !shows(view, node) ? undefined : { image, view, node }
}
