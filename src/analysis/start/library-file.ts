import type { ByteString } from '../../image/byte-string.ts'
import type { ElfFact } from '../../image/facts/fact.ts'
import type { TreePath } from '../../image/tree-path.ts'
import { typeOf } from '../../tree/tree-view.ts'
import { may } from './credentials.ts'
import { sameMachine } from './elf-machine.ts'
import { factAt, knowsFacts, pathOf } from './image-root.ts'
import type { StartPlace } from './start-place.ts'
import { walk } from './walk.ts'

/** What a loader finds when it opens a path as a library of a program. */
export type LibraryFile =
  | { readonly kind: 'library'; readonly node: number; readonly path: TreePath; readonly elf: ElfFact }
  /** A file whose facts were not kept. */
  | { readonly kind: 'unseen'; readonly node: number }
  /** Where the runtime, or whoever made the container, mounts something. */
  | { readonly kind: 'mounted' }
  /** Nothing that can be opened. */
  | { readonly kind: 'absent' }
  /** Built for another machine. */
  | { readonly kind: 'foreign'; readonly path: TreePath; readonly elf: ElfFact }
  /** No shared object at all: empty, a text, cut. */
  | { readonly kind: 'broken'; readonly path: TreePath }

export function openLibrary(place: StartPlace, path: ByteString, program: ElfFact): LibraryFile {
  const { root, who, cwd } = place
  if (!path.startsWith('/') && cwd.kind !== 'present')
    return { kind: cwd.kind === 'mounted' ? 'mounted' : 'absent' }
  const walked = walk(root, path, cwd.kind === 'present' ? cwd.node : 0, who)
  if (walked.kind === 'mounted') return { kind: 'mounted' }
  if (walked.kind !== 'found' || typeOf(root.view, walked.node) !== 'file') return { kind: 'absent' }
  const { node } = walked
  if (!may(root.view, node, who, 'read')) return { kind: 'absent' }
  const real = pathOf(root, node)
  const elf = factAt(root, node, 'elf')
  if (elf !== undefined)
    return { kind: sameMachine(elf, program) ? 'library' : 'foreign', node, path: real, elf }
  return knowsFacts(root, node) ? { kind: 'broken', path: real } : { kind: 'unseen', node }
}
