import type { DiveLayer } from './dive-layer.ts'
import { grownLength, resized } from './growing-columns.ts'
import { NodeColumns } from './node-columns.ts'
import { PathTableBuilder } from './path-table-builder.ts'
import { isSliceEnd, type Slices } from './slices.ts'

/**
 * The layers as dive itself stacks them, which is not how a container sees them: opaque markers are ignored, a type
 * change keeps the children, symlinks are not followed, and an implicit directory in a layer wipes what was known of
 * the directory below. Kept up layer by layer; dive restacks everything for every whiteout.
 */
export class DiveStack {
  readonly paths = new PathTableBuilder()
  private readonly tree = new NodeColumns(256)
  private stands = new Uint8Array(256)
  private isDirectory = new Uint8Array(256)
  private sizes = new Float64Array(256)
  /** Sizes at and beneath, kept up on every change: a whiteout asks for it at any depth. */
  private sums = new Float64Array(256)

  /** The node a marker's name points at: `.wh.` cut off. */
  target(layer: DiveLayer, node: number, numbers: Int32Array): number {
    const { nameBytes, nameStarts, parents } = layer.paths
    const start = nameStarts[node]! + '.wh.'.length
    const target = this.paths.internBytes(numbers[parents[node]!]!, nameBytes, start, nameStarts[node + 1]!)
    this.makeRoom()
    return target
  }

  /** The nodes of a layer in this stack's numbering. Names are made here, nothing is added to the stack. */
  *numbering(layer: DiveLayer): Slices<Int32Array> {
    const { paths } = layer
    const numbers = new Int32Array(paths.size)
    for (let node = 1; node < paths.size; node++) {
      if (isSliceEnd(node)) yield
      const parent = numbers[paths.parents[node]!]!
      numbers[node] = this.paths.internBytes(
        parent,
        paths.nameBytes,
        paths.nameStarts[node]!,
        paths.nameStarts[node + 1]!,
      )
    }
    this.makeRoom()
    return numbers
  }

  /** Sum of a standing directory and what is beneath, 0 for a standing anything else, `undefined` when nothing stands. */
  whiteoutSize(node: number): number | undefined {
    if (this.stands[node] === 0) return undefined
    return this.isDirectory[node] === 1 ? this.sums[node]! : 0
  }

  /** dive begins with a copy of the lowest layer's tree, markers included. */
  *begin(layer: DiveLayer, numbers: Int32Array): Slices<void> {
    let step = 0
    for (const node of layer.order) {
      if (isSliceEnd(step++)) yield
      this.add(layer, node, numbers[node]!)
    }
  }

  *stack(layer: DiveLayer, numbers: Int32Array): Slices<void> {
    let step = 0
    for (const node of layer.order) {
      if (isSliceEnd(step++)) yield
      if (layer.isWhiteout[node] === 1) this.remove(this.target(layer, node, numbers))
      else this.add(layer, node, numbers[node]!)
    }
  }

  private add(layer: DiveLayer, from: number, node: number): void {
    this.stand(node)
    this.isDirectory[node] = layer.isDirectory[from]!
    this.resize(node, layer.sizes[from]! - this.sizes[node]!)
    this.sizes[node] = layer.sizes[from]!
  }

  private stand(node: number): void {
    for (let at = node; at !== 0 && this.stands[at] === 0; at = this.paths.parents[at]!) {
      this.stands[at] = 1
      this.tree.join(this.paths.parents[at]!, at)
    }
  }

  private remove(node: number): void {
    if (this.stands[node] === 0) return
    this.resize(node, -this.sums[node]!)
    this.tree.leave(this.paths.parents[node]!, node)
    const pending = [node]
    for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
      for (let child = this.tree.firstChild[at]!; child !== 0; child = this.tree.nextChild[child]!) {
        pending.push(child)
      }
      this.clear(at)
    }
  }

  private clear(node: number): void {
    this.stands[node] = 0
    this.isDirectory[node] = 0
    this.sizes[node] = 0
    this.sums[node] = 0
    this.tree.firstChild[node] = 0
  }

  private resize(node: number, difference: number): void {
    if (difference === 0) return
    for (let at = node; ; at = this.paths.parents[at]!) {
      this.sums[at]! += difference
      if (at === 0) return
    }
  }

  private makeRoom(): void {
    const { size } = this.paths
    this.tree.makeRoom(size)
    if (size < this.stands.length) return
    const room = grownLength(this.stands.length, size + 1)
    this.stands = resized(this.stands, room)
    this.isDirectory = resized(this.isDirectory, room)
    this.sizes = resized(this.sizes, room)
    this.sums = resized(this.sums, room)
  }
}
