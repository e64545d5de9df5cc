import { parentOf } from '../../tree/overlay.ts'
import { atOnce, type Slices, upToRoot } from '../../tree/slices.ts'
import type { TreeView } from '../../tree/tree-view.ts'
import { sharesLine } from './line-chain.ts'
import { EVERYTHING, type Passing } from './matching-nodes.ts'

/** By node: the lines it and what is beneath it take when every directory is open. The last answer for a tree is kept. */
export function openLines(view: TreeView, passes: Passing): Uint32Array {
  return atOnce(openLinesInSlices(view, passes))
}

/** Whether the answer is at hand. */
export function areLinesKnown(view: TreeView, passes: Passing): boolean {
  return kept.get(view)?.passes === passes
}

/** The same slice by slice. */
export function* openLinesInSlices(view: TreeView, passes: Passing): Slices<Uint32Array> {
  const last = kept.get(view)
  if (last?.passes === passes) return last.lines
  const lines = yield* countLines(view, passes)
  kept.set(view, { passes, lines })
  return lines
}

const kept = new WeakMap<TreeView, { readonly passes: Passing; readonly lines: Uint32Array }>()

/** Parents have smaller ids than their children, so what is beneath a node is added up before the node is come to. */
function* countLines(view: TreeView, passes: Passing): Slices<Uint32Array> {
  const lines = new Uint32Array(view.versions.length)
  const onlyChild = new Int32Array(lines.length)
  const counted = { lines, onlyChild }
  yield* upToRoot(lines.length, (from, end) => countSlice(view, passes, counted, from, end))
  lines[0] = (lines[0] ?? 0) + 1
  return lines
}

interface Counted {
  readonly lines: Uint32Array
  /** Of directories with one: the only child that passes. */
  readonly onlyChild: Int32Array
}

function countSlice(
  view: TreeView,
  passes: Passing,
  { lines, onlyChild }: Counted,
  from: number,
  end: number,
): void {
  const { versions } = view // the first pass over a large tree is seen: no call that can be spared
  const isAll = passes === EVERYTHING
  for (let node = end - 1; node >= from; node--) {
    if ((versions[node] ?? -1) < 0 || !(isAll || passes(node))) continue
    const only = onlyChild[node] ?? NONE
    const beneath = lines[node] ?? 0
    const own = only > NONE && sharesLine(view, node, only) ? beneath : beneath + 1
    const parent = parentOf(view.overlay, node)
    lines[node] = own
    lines[parent] = (lines[parent] ?? 0) + own
    onlyChild[parent] = onlyChild[parent] === NONE ? node : SEVERAL
  }
}

/** The root is nobody's child. */
const NONE = 0
const SEVERAL = -1
