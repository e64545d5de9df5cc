import { type ByteString, byteString } from '../../image/byte-string.ts'
import { type EntryPlace, nodeName } from '../../tree/overlay.ts'
import {
  changeOf,
  childrenIn,
  describe,
  inodePlace,
  linkedInode,
  type PathState,
  type TreeView,
} from '../../tree/tree-view.ts'

/** One path to take out of an image. */
export interface ExtractItem {
  /** Where it goes, relative: `etc/passwd`; empty for the place itself. No component is empty, `.` or `..`. */
  readonly name: ByteString
  readonly state: PathState
  /** The entry that holds a regular file's content. */
  readonly place: EntryPlace | null
  /** For a hard link: the name its inode was taken out under before. */
  readonly linkTo: ByteString | null
}

/** What is taken out: a shown node, and the name it gets. */
export interface Wanted {
  readonly view: TreeView
  readonly node: number
  readonly name: ByteString
}

/** Everything at and beneath the wanted nodes, directories before what is in them. What a layer removed is no more. */
export function* extractItems(wanted: readonly Wanted[]): Generator<ExtractItem> {
  const names = new Map<number, ByteString>()
  for (const { view, node, name } of wanted) yield* itemsAt(view, node, name, names)
}

function* itemsAt(
  view: TreeView,
  node: number,
  name: ByteString,
  names: Map<number, ByteString>,
): Generator<ExtractItem> {
  if (changeOf(view, node) === 'removed') return
  const state = describe(view, node)
  const inode = state.type === 'directory' ? null : linkedInode(view, node)
  const linkTo = inode === null ? null : (names.get(inode) ?? null)
  if (inode !== null && linkTo === null) names.set(inode, name)
  yield { name, state, place: state.type === 'file' ? inodePlace(view, node) : null, linkTo }
  if (state.type !== 'directory') return
  const prefix = name === '' ? '' : `${name}/`
  for (const child of childrenIn(view, node))
    yield* itemsAt(view, child, byteString(prefix + nodeName(view.overlay, child)), names)
}
