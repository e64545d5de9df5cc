import { type DiveLayer, diveLayer } from './dive-layer.ts'
import { DiveStack } from './dive-stack.ts'
import { grownLength, resized } from './growing-columns.ts'
import type { LayerTree } from './layer-tree.ts'
import { isSliceEnd, type Slices } from './slices.ts'

/** What dive counts: a *key* is a path without `.wh.`; every layer that has it as a leaf adds its size. */
export interface DiveKeys {
  /** Σ of the smallest size each key ever had; a whiteout of nothing counts as -1. */
  readonly minimum: number
  readonly cumulative: number
  /** Σ of what keys of two layers or more add up to. */
  readonly repeated: number
  readonly layerSizes: readonly number[]
}

/** Counts as dive does, flaws included (semantics §6 "Compatibility figures"). */
export function* diveKeys(layers: readonly LayerTree[]): Slices<DiveKeys> {
  const stack = new DiveStack()
  const counts = new KeyCounts()
  const layerSizes: number[] = []
  for (const [index, tree] of layers.entries()) {
    const layer = yield* diveLayer(tree)
    const numbers = yield* stack.numbering(layer)
    if (index === 0) yield* stack.begin(layer, numbers)
    yield* countLeaves(layer, numbers, stack, counts)
    yield* stack.stack(layer, numbers)
    layerSizes.push(layer.totalSize)
  }
  return { ...counts.sums(), layerSizes }
}

/** A whiteout of nothing is an error to dive, which gives up the rest of the layer. */
function* countLeaves(
  layer: DiveLayer,
  numbers: Int32Array,
  stack: DiveStack,
  counts: KeyCounts,
): Slices<void> {
  let step = 0
  for (const node of layer.order) {
    if (isSliceEnd(step++)) yield
    if (layer.isLeaf[node] === 0) continue
    const isWhiteout = layer.isWhiteout[node] === 1
    const key = isWhiteout ? stack.target(layer, node, numbers) : numbers[node]!
    const size = isWhiteout ? stack.whiteoutSize(key) : layer.sizes[node]!
    if (size === undefined) {
      counts.addMissing(key)
      return
    }
    counts.add(key, size)
  }
}

class KeyCounts {
  private minimum = new Float64Array(256)
  private cumulative = new Float64Array(256)
  /** How often a size was added; -1 for a key that only a whiteout of nothing mentioned. */
  private times = new Int32Array(256)

  add(key: number, size: number): void {
    this.makeRoom(key)
    const isFirst = this.times[key]! <= 0
    this.minimum[key] = isFirst ? size : Math.min(this.minimum[key]!, size)
    this.cumulative[key]! += size
    this.times[key] = isFirst ? 1 : this.times[key]! + 1
  }

  addMissing(key: number): void {
    this.makeRoom(key)
    if (this.times[key] !== 0) return
    this.minimum[key] = -1
    this.times[key] = -1
  }

  sums(): Omit<DiveKeys, 'layerSizes'> {
    let [minimum, cumulative, repeated] = [0, 0, 0]
    for (let key = 0; key < this.times.length; key++) {
      minimum += this.minimum[key]!
      cumulative += this.cumulative[key]!
      if (this.times[key]! >= 2) repeated += this.cumulative[key]!
    }
    return { minimum, cumulative, repeated }
  }

  private makeRoom(key: number): void {
    if (key < this.times.length) return
    const room = grownLength(this.times.length, key + 1)
    this.minimum = resized(this.minimum, room)
    this.cumulative = resized(this.cumulative, room)
    this.times = resized(this.times, room)
  }
}
