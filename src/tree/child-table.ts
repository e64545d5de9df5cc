import type { ChildTable } from './overlay.ts'
import type { PathTable } from './path-table.ts'
import { isSliceEnd, type Slices } from './slices.ts'

/** Groups nodes by directory, in one counting pass. */
export function* childTable({ size, parents }: Pick<PathTable, 'size' | 'parents'>): Slices<ChildTable> {
  const starts = new Uint32Array(size + 1)
  for (let node = 1; node < size; node++) starts[parents[node]! + 1]!++
  yield
  for (let node = 0; node < size; node++) starts[node + 1]! += starts[node]!
  const nodes = new Uint32Array(size - 1)
  const next = starts.slice()
  for (let node = 1; node < size; node++) {
    if (isSliceEnd(node)) yield
    nodes[next[parents[node]!]!++] = node
  }
  return { starts, nodes, sorted: new Uint8Array(size) }
}
