import type { TreePath } from '../../image/tree-path.ts'
import { carriersOf } from '../../tree/content.ts'
import { nodePath } from '../../tree/overlay.ts'
import type { Analysis } from '../analysis.ts'
import { CATEGORIES, type Category } from './category.ts'
import { fileCategories } from './file-categories.ts'
import { ownershipOf } from './ownership.ts'
import type { Package } from './package.ts'

/** The largest file of the final tree in a category; `null` when it has none. */
export function largestFileOfCategory(analysis: Analysis, category: Category): TreePath | null {
  return largestFile(analysis, fileCategories(analysis), CATEGORIES.indexOf(category))
}

/** The largest file a package owns; of one that owns none, where it is recorded. */
export function largestFileOfPackage(analysis: Analysis, wanted: Package): TreePath | null {
  const { packages, owners } = ownershipOf(analysis)
  const row = packages.findIndex(
    ({ ecosystem, name, version, architecture }) =>
      ecosystem === wanted.ecosystem &&
      name === wanted.name &&
      version === wanted.version &&
      architecture === wanted.architecture,
  )
  return largestFile(analysis, owners, row + 1) ?? wanted.paths[0] ?? null
}

function largestFile(analysis: Analysis, codes: Uint8Array | Int32Array, wanted: number): TreePath | null {
  const { final } = ownershipOf(analysis)
  let [largest, most] = [-1, 0]
  for (const node of carriersOf(final)) {
    const bytes = final.bytes[node] ?? 0
    if (codes[node] === wanted && bytes > most) [largest, most] = [node, bytes]
  }
  return largest < 0 ? null : nodePath(final.overlay, largest)
}
