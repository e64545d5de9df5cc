import { parentOf } from '../../tree/overlay.ts'
import { shows, type TreeView } from '../../tree/tree-view.ts'
import { type Chain, followChain } from './line-chain.ts'
import type { Passing } from './matching-nodes.ts'
import type { OpenDirectories } from './open-directories.ts'

/**
 * A line of the files pane. A directory whose only child is a directory shares its line (`var/lib/apt`): `first` is
 * where the line's label begins and `node` where it ends.
 */
export interface FileLine {
  readonly node: number
  readonly first: number
  readonly depth: number
  /** Directories, and what a layer put in the place of one: what was in it is a change of the layer too. */
  readonly foldable: boolean
  readonly open: boolean
}

export interface LineChoice {
  readonly view: TreeView
  readonly passes: Passing
  readonly compare: (left: number, right: number) => number
  readonly open: OpenDirectories
  /** The lines of untouched nodes, where these are open; closed ones have one. */
  readonly whole: Uint32Array | null
}

/**
 * Lines by their number and numbers by their node, without a list of them: of a directory only the lines beneath each
 * child are known. Only directories on the way to a line that is asked for are put in order.
 *
 *   /            0      in /      a   b        in /a    x   y
 *     a          1      begins    0   3        begins   0   1
 *       x  y     2 3
 *     b          4
 */
export class FileLines {
  readonly count: number
  readonly #choice: LineChoice
  readonly #touchedLines = new Map<number, number>()
  readonly #chains = new Map<number, Chain>()
  readonly #orders = new Map<number, Order>()

  constructor(choice: LineChoice) {
    this.#choice = choice
    const upwards = Uint32Array.from(choice.open.touched).sort().reverse()
    for (const node of upwards) this.#touchedLines.set(node, this.#countLines(node))
    this.count = this.#linesOf(0)
  }

  /** `undefined` past the end. */
  at(line: number): FileLine | undefined {
    if (line < 0 || line >= this.count) return undefined
    for (let first = 0, top = 0, depth = 0; ; depth++) {
      const { last, children } = this.#chainOf(first)
      const foldable = children !== null
      if (top === line) return { node: last, first, depth, foldable, open: foldable && this.#isOpen(last) }
      const { nodes, begins } = this.#orderOf(last)
      const at = lastUpTo(begins, line - top - 1)
      first = nodes[at] ?? 0
      top += 1 + (begins[at] ?? 0)
    }
  }

  /** The line a node is on, else that of the nearest directory above it that has one. */
  lineOf(node: number): number {
    const way = this.#wayTo(node)
    for (let line = 0, at = 0; ; at++) {
      const { last, children } = this.#chainOf(way[at] ?? 0)
      while (at < way.length && way[at] !== last) at++
      const next = way[at + 1]
      if (next === undefined || children === null || !this.#isOpen(last)) return line
      const { nodes, begins } = this.#orderOf(last)
      line += 1 + (begins[nodes.indexOf(next)] ?? 0)
    }
  }

  /** From the root to a node, or as far as there are lines. */
  #wayTo(node: number): number[] {
    const { view, passes } = this.#choice
    const way = [node]
    for (let at = node; at !== 0; way.push(at)) {
      if (!shows(view, at) || !passes(at)) way.length = 0
      at = parentOf(view.overlay, at)
    }
    return way.reverse()
  }

  #isOpen(node: number): boolean {
    return this.#choice.open.isOpen(node)
  }

  #linesOf(node: number): number {
    return this.#touchedLines.get(node) ?? this.#choice.whole?.[node] ?? 1
  }

  /** Of a node whose children are counted. */
  #countLines(node: number): number {
    const { last, children } = this.#chainOf(node)
    if (children === null || !this.#isOpen(last)) return 1
    return children.reduce((lines, child) => lines + this.#linesOf(child), 1)
  }

  #chainOf(first: number): Chain {
    const chain = followChain(this.#choice.view, first, this.#choice.passes, this.#chains)
    this.#chains.set(first, chain)
    return chain
  }

  /** What is in a directory that ends a line. */
  #orderOf(last: number): Order {
    const known = this.#orders.get(last)
    if (known !== undefined) return known
    const nodes = [...(this.#chainOf(last).children ?? [])].sort(this.#choice.compare)
    const begins = new Uint32Array(nodes.length)
    nodes.reduce((top, node, at) => {
      begins[at] = top
      return top + this.#linesOf(node)
    }, 0)
    const order = { nodes, begins }
    this.#orders.set(last, order)
    return order
  }
}

/** Children in the order of their lines, and where each begins. */
interface Order {
  readonly nodes: readonly number[]
  readonly begins: Uint32Array
}

/** The last place whose value is at most `wanted`; values ascend. */
function lastUpTo(values: Uint32Array, wanted: number): number {
  let [low, high] = [0, values.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >>> 1
    if ((values[middle] ?? 0) <= wanted) low = middle
    else high = middle - 1
  }
  return low
}
