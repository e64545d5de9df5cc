import { displayName } from '../../../report/display-name.ts'
import { followPath } from '../../../tree/follow-path.ts'
import { nodePath } from '../../../tree/overlay.ts'
import { versionsOf } from '../../../tree/path-versions.ts'
import { inodePlace, stackedView, type TreeView, typeOf } from '../../../tree/tree-view.ts'
import type { ImageKey, Notice, State } from '../../state.ts'
import type { ViewedFile } from '../../viewer-state.ts'
import { currentImage, currentKey } from '../current.ts'
import { filesPane } from '../files-pane.ts'
import { shownWaste, wasteRow } from '../waste-layout.ts'
import { hasContent } from './viewed-file.ts'

/** The file that is meant, or why none can be. */
export type ChosenFile =
  | { readonly kind: 'file'; readonly file: ViewedFile }
  | { readonly kind: 'none'; readonly why: Notice }

/** The file in the viewer, or under the cursor; a symlink is followed inside the image. */
export function chosenFile(state: State): ChosenFile {
  const image = currentKey(state)
  if (image === undefined) return none('No file is chosen.')
  if (state.screen.kind === 'viewer') return { kind: 'file', file: state.screen.file }
  if (currentImage(state)?.kind !== 'ready')
    return none('The image is still being read: contents can be seen when all of it is known.')
  return state.screen.kind === 'waste' ? wastedFile(state, image) : fileUnderCursor(state, image)
}

/** The file a node of a tree stands for. */
export function fileOfNode(image: ImageKey, view: TreeView, node: number): ChosenFile {
  const target = typeOf(view, node) === 'symlink' ? linkTarget(view, node) : { view, node }
  if (target !== undefined) return fileOf(image, target)
  return none(`${displayName(nodePath(view.overlay, node))} is a link that leads nowhere.`, 'problem')
}

function wastedFile(state: State, image: ImageKey): ChosenFile {
  const row = shownWaste(state).at(wasteRow(state))
  if (row?.kind !== 'item') return none('This is no file: choose one beneath it.')
  const { path, layer } = row.item
  return { kind: 'file', file: { image, path, layer } }
}

function fileUnderCursor(state: State, image: ImageKey): ChosenFile {
  const pane = filesPane(state)
  const node = pane?.rows.at(pane.row)?.node
  if (pane === undefined || node === undefined) return none('No file is chosen.')
  return fileOfNode(image, pane.view, node)
}

/** A node of a tree that has it. */
export interface Target {
  readonly view: TreeView
  readonly node: number
}

/** What a link leads to, in the tree a process would see it in. */
export function linkTarget(view: TreeView, node: number): Target | undefined {
  const stacked = view.scope === 'stacked' ? view : stackedView(view.overlay, view.layer)
  const place = followPath(stacked, nodePath(view.overlay, node), 'follow')
  return place.kind === 'found' ? { view: stacked, node: place.node } : undefined
}

function fileOf(image: ImageKey, { view, node }: Target): ChosenFile {
  const path = nodePath(view.overlay, node)
  const type = typeOf(view, node)
  if (type !== 'file') {
    const what = type === 'directory' ? 'is a directory' : 'has no content in an image'
    return none(`${displayName(path)} ${what}: only files can be viewed.`)
  }
  const place = inodePlace(view, node)
  const version = versionsOf(view.overlay, node).find(
    each => hasContent(each) && each.place?.layer === place?.layer && each.place?.row === place?.row,
  )
  if (version === undefined) return none(`Which layer wrote ${displayName(path)} is not known.`, 'problem')
  return { kind: 'file', file: { image, path, layer: version.layer } }
}

function none(text: string, tone: Notice['tone'] = 'plain'): ChosenFile {
  return { kind: 'none', why: { text, tone } }
}
