import { displayName } from '../../../report/display-name.ts'
import { followPath } from '../../../tree/follow-path.ts'
import { nodePath } from '../../../tree/overlay.ts'
import { versionsOf } from '../../../tree/path-versions.ts'
import { inodePlace, stackedView, type TreeView, typeOf } from '../../../tree/tree-view.ts'
import { currentImage, currentKey } from '../../selectors/current.ts'
import { filesPane } from '../../selectors/files-pane.ts'
import { hasContent } from '../../selectors/viewer/viewed-file.ts'
import type { State } from '../../state.ts'
import type { Transition } from '../../store.ts'
import { INITIAL_VIEWER, type ViewedFile } from '../../viewer-state.ts'
import { say } from '../say.ts'
import { pushScreen } from '../show-screen.ts'

/** `v`: shows the content of the file under the cursor; a symlink is followed inside the image. */
export const openViewer: Transition = state => {
  const pane = filesPane(state)
  const node = pane?.rows.nodes[pane.row]
  const image = currentKey(state)
  if (pane === undefined || node === undefined || image === undefined) return state
  if (currentImage(state)?.kind !== 'ready')
    return say(state, 'The image is still being read: contents can be seen when all of it is known.')
  const target =
    typeOf(pane.view, node) === 'symlink' ? linkTarget(pane.view, node) : { view: pane.view, node }
  if (target === undefined)
    return say(
      state,
      `${displayName(nodePath(pane.view.overlay, node))} is a link that leads nowhere.`,
      'problem',
    )
  return viewNode(state, image, target)
}

/** The file a link leads to, in the tree a process would see it in. */
function linkTarget(view: TreeView, node: number): Target | undefined {
  const stacked = view.scope === 'stacked' ? view : stackedView(view.overlay, view.layer)
  const place = followPath(stacked, nodePath(view.overlay, node), 'follow')
  return place.kind === 'found' ? { view: stacked, node: place.node } : undefined
}

interface Target {
  readonly view: TreeView
  readonly node: number
}

function viewNode(state: State, image: string, { view, node }: Target): State {
  const path = nodePath(view.overlay, node)
  const type = typeOf(view, node)
  if (type !== 'file') {
    const what = type === 'directory' ? 'is a directory' : 'has no content in an image'
    return say(state, `${displayName(path)} ${what}: only files can be viewed.`)
  }
  const place = inodePlace(view, node)
  const version = versionsOf(view.overlay, node).find(
    each => hasContent(each) && each.place?.layer === place?.layer && each.place?.row === place?.row,
  )
  if (version === undefined)
    return say(state, `Which layer wrote ${displayName(path)} is not known.`, 'problem')
  return showFile(state, { image, path, layer: version.layer })
}

/** A file in the viewer; the one that was seen last is shown where it was left. */
function showFile(state: State, file: ViewedFile): State {
  const { viewer } = state
  const isSame =
    viewer.file?.image === file.image && viewer.file.path === file.path && viewer.file.layer === file.layer
  if (isSame && viewer.file !== null && viewer.content.problem === null)
    return pushScreen(state, { kind: 'viewer', image: file.image, file: viewer.file })
  return {
    ...pushScreen(state, { kind: 'viewer', image: file.image, file }),
    viewer: { ...INITIAL_VIEWER, wrap: viewer.wrap, file },
  }
}
