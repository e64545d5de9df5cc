import type { ChildTable } from './overlay.ts'
import type { PathTable } from './path-table.ts'

/** Groups nodes by directory, in one counting pass. */
export function childTable(paths: Pick<PathTable, 'size' | 'parents'>): ChildTable {
  const starts = new Uint32Array(paths.size + 1)
  for (let node = 1; node < paths.size; node++) starts[paths.parents[node]! + 1]!++
  for (let node = 0; node < paths.size; node++) starts[node + 1]! += starts[node]!
  const nodes = new Uint32Array(paths.size - 1)
  const next = starts.slice()
  for (let node = 1; node < paths.size; node++) nodes[next[paths.parents[node]!]!++] = node
  return { starts, nodes, sorted: new Uint8Array(paths.size) }
}
