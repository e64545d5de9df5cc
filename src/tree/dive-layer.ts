import { childTable } from './child-table.ts'
import { DIRECTORY, FILE } from './entry-code.ts'
import { entryLength, entryNode, entryTypeCode, type LayerTree } from './layer-tree.ts'
import { compareNames, nameAt, type PathTable } from './path-table.ts'
import { isSliceEnd, type Slices } from './slices.ts'

/** One layer as dive sees it: a tree of recorded names, markers among them. By node of the layer's paths. */
export interface DiveLayer {
  readonly paths: PathTable
  /** Every node but the root and the ignored ones, children first, in name order where the order can matter. */
  readonly order: Int32Array
  /** Header size of the last entry at a path; 0 for links and directories. */
  readonly sizes: Float64Array
  readonly isDirectory: Uint8Array
  /** Names that begin with `.wh.`, markers or not. */
  readonly isWhiteout: Uint8Array
  readonly isLeaf: Uint8Array
  /** Sum over the entries, a path that stands twice counted twice. */
  readonly totalSize: number
}

/** Reads a layer as dive does. `.wh..wh.*` names, and what is beneath them, are ignored. */
export function* diveLayer(tree: LayerTree): Slices<DiveLayer> {
  const { size } = tree.paths
  const sizes = new Float64Array(size)
  const isDirectory = new Uint8Array(size)
  let totalSize = 0
  for (let entry = 0; entry < tree.entries; entry++) {
    if (isSliceEnd(entry)) yield
    const type = entryTypeCode(tree, entry)
    const length = type === FILE ? entryLength(tree, entry) : 0
    sizes[entryNode(tree, entry)] = length
    isDirectory[entryNode(tree, entry)] = type === DIRECTORY ? 1 : 0
    totalSize += length
  }
  return { paths: tree.paths, sizes, isDirectory, totalSize, ...(yield* shapeOf(tree.paths)) }
}

type Shape = Pick<DiveLayer, 'isWhiteout' | 'isLeaf' | 'order'>

function* shapeOf(paths: PathTable): Slices<Shape> {
  const isWhiteout = new Uint8Array(paths.size)
  const isIgnored = new Uint8Array(paths.size)
  const isLeaf = new Uint8Array(paths.size).fill(1)
  let markers = 0
  for (let node = 1; node < paths.size; node++) {
    if (isSliceEnd(node)) yield
    const name = startsLikeMarker(paths, node) ? nameAt(paths, node) : ''
    isIgnored[node] = isIgnored[paths.parents[node]!]! || (name.startsWith('.wh..wh.') ? 1 : 0)
    if (isIgnored[node] === 1) continue
    isLeaf[paths.parents[node]!] = 0
    isWhiteout[node] = name.startsWith('.wh.') ? 1 : 0
    markers += isWhiteout[node]!
  }
  const order = markers === 0 ? backwards(paths, isIgnored) : yield* byName(paths, isIgnored)
  return { isWhiteout, isLeaf, order }
}

/** Spares most names from becoming strings. */
function startsLikeMarker(paths: PathTable, node: number): boolean {
  const start = paths.nameStarts[node]!
  return paths.nameStarts[node + 1]! - start >= 4 && paths.nameBytes[start] === 0x2e
}

/** Children first; enough for a layer without whiteouts, where no node can disturb another. */
function backwards(paths: PathTable, isIgnored: Uint8Array): Int32Array {
  const order = new Int32Array(paths.size)
  let length = 0
  for (let node = paths.size - 1; node > 0; node--) if (isIgnored[node] === 0) order[length++] = node
  return order.subarray(0, length)
}

/** Children first, siblings by name: the preorder with siblings from last to first, turned round. */
function* byName(paths: PathTable, isIgnored: Uint8Array): Slices<Int32Array> {
  const { starts, nodes } = yield* childTable(paths)
  const preorder: number[] = []
  const pending = [0]
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (isSliceEnd(preorder.length)) yield
    if (node !== 0) preorder.push(node)
    const children = nodes.subarray(starts[node]!, starts[node + 1]!)
    children.sort((left, right) => compareNames(paths, left, right))
    for (const child of children) if (isIgnored[child] === 0) pending.push(child)
  }
  return Int32Array.from(preorder.reverse())
}
