import { changeOf, childrenIn, type TreeView, typeOf } from '../../tree/tree-view.ts'
import type { Passing } from './matching-nodes.ts'

/** Where the label of a line ends, and what opening it shows, bytewise by name; `null` for what cannot be opened. */
export interface Chain {
  readonly last: number
  readonly children: readonly number[] | null
}

/**
 * Follows directories that hold nothing but one directory with the same change, to the last of them, or to one that is
 * known. The root has a line of its own.
 */
export function followChain(
  view: TreeView,
  start: number,
  passes: Passing,
  known: ReadonlyMap<number, Chain>,
): Chain {
  for (let last = start; ; ) {
    const followed = known.get(last)
    if (followed !== undefined) return followed
    const children = childrenIn(view, last).filter(passes)
    const [only] = children
    if (typeOf(view, last) !== 'directory') return { last, children: only === undefined ? null : children }
    if (only === undefined || children.length !== 1 || !sharesLine(view, last, only))
      return { last, children }
    last = only
  }
}

/** Whether a directory's only child stands on the directory's line. */
export function sharesLine(view: TreeView, directory: number, only: number): boolean {
  return (
    directory !== 0 &&
    typeOf(view, directory) === 'directory' &&
    typeOf(view, only) === 'directory' &&
    changeOf(view, only) === changeOf(view, directory)
  )
}
