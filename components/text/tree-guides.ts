import { type DisplayText, displayText } from '../../src/report/display-name.ts'
import type { Glyphs } from './glyphs.ts'

/**
 * The lines that lead to a row of a tree, two columns a level:
 *
 *   treeGuides([])                 ▾ /
 *   treeGuides([false])            ├─▸ etc
 *   treeGuides([true])             └─▾ var
 *   treeGuides([true, true])         └─ log
 *
 * `lastAt` says for each level above the row, and for the row itself, whether it is the last of its siblings.
 */
export function treeGuides(lastAt: readonly boolean[], glyphs: Glyphs): DisplayText {
  const { branch, lastBranch, trunk, space } = glyphs.tree
  const levels = lastAt.map((last, level) =>
    level === lastAt.length - 1 ? (last ? lastBranch : branch) : last ? space : trunk,
  )
  return displayText(levels.join(''))
}
