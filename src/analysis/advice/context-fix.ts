import { baseName, type TreePath } from '../../image/tree-path.ts'
import { nodePath, parentOf } from '../../tree/overlay.ts'
import { shows } from '../../tree/tree-view.ts'
import type { WasteItems } from '../waste-items.ts'
import type { AdviceSubject } from './advice-subject.ts'
import { codeName, lines } from './words.ts'

/** What keeps files that a COPY or ADD brought out of the build. */
export function ignoreFix(paths: readonly TreePath[]): string {
  const names = new Set(paths.map(path => codeName(baseName(path))))
  return lines(
    'Leave it out of the build context. In .dockerignore:',
    ...[...names].map(name => `**/${name}`),
  )
}

/** The few files or directories that are gone with the items: the topmost that the final tree lacks. */
export function rootsOf({ final }: AdviceSubject, items: WasteItems): readonly TreePath[] {
  const roots = new Set<number>()
  for (const { node } of items.slice(0, ITEMS_ASKED)) {
    let root = node
    while (root !== 0 && !shows(final, parentOf(final.overlay, root))) root = parentOf(final.overlay, root)
    roots.add(root)
    if (roots.size === ROOTS_TOLD) break
  }
  return [...roots].map(root => nodePath(final.overlay, root))
}

/** The largest stand for all. */
const ITEMS_ASKED = 1000
const ROOTS_TOLD = 3
