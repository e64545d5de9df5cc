import { GrowingInts } from './growing-columns.ts'
import type { Overlay } from './overlay.ts'
import { compareEndedNames, NO_BYTE, type PathTable, SLASH } from './path-table.ts'
import { isSliceEnd, type Slices } from './slices.ts'

/**
 * The wanted paths, bytewise. No path is spelled for it: names are compared within their directory, and only in
 * directories that lead to something wanted. A node is one *piece* of its directory, or two: itself, and what is
 * beneath it.
 *
 *   wanted   /a   /a/c   /a-b        pieces of /, in order   a   a-b   a/…        order   /a   /a-b   /a/c
 */
export function* pathOrder(
  { paths, children }: Pick<Overlay, 'paths' | 'children'>,
  isWanted: Uint8Array,
): Slices<Uint32Array> {
  const leads = leadingNodes(paths, isWanted)
  yield
  const order = new GrowingInts()
  const pending = [pieceOf(0, BENEATH), pieceOf(0, ITSELF)]
  for (let step = 0, piece = pending.pop(); piece !== undefined; step++, piece = pending.pop()) {
    if (isSliceEnd(step)) yield
    const node = piece >>> 1
    if ((piece & 1) === BENEATH) pushPieces(pending, node)
    else if (isWanted[node] === 1) order.push(node)
  }
  return new Uint32Array(order.toInt32().buffer)

  /** The last in order first, because the last pushed is the next taken. */
  function pushPieces(onto: number[], directory: number): void {
    const pieces: number[] = []
    for (let at = children.starts[directory]!; at < children.starts[directory + 1]!; at++) {
      const child = children.nodes[at]!
      if (isWanted[child] === 1) pieces.push(pieceOf(child, ITSELF))
      if (leads[child] === 1) pieces.push(pieceOf(child, BENEATH))
    }
    pieces.sort((left, right) => comparePieces(paths, right, left))
    for (const piece of pieces) onto.push(piece)
  }
}

/** By node: where it stands in an order of some of `size` nodes. */
export function ranksIn(order: Uint32Array, size: number): Uint32Array {
  const ranks = new Uint32Array(size)
  for (let rank = 0; rank < order.length; rank++) ranks[order[rank]!] = rank
  return ranks
}

const ITSELF = 0
const BENEATH = 1

function pieceOf(node: number, part: typeof ITSELF | typeof BENEATH): number {
  return node * 2 + part
}

function comparePieces(paths: PathTable, left: number, right: number): number {
  return compareEndedNames(paths, left >>> 1, endOf(left), right >>> 1, endOf(right))
}

function endOf(piece: number): number {
  return (piece & 1) === ITSELF ? NO_BYTE : SLASH
}

/** 1 for nodes that have a wanted one beneath. */
function leadingNodes({ parents, size }: PathTable, isWanted: Uint8Array): Uint8Array {
  const leads = new Uint8Array(size)
  for (let node = size - 1; node > 0; node--) {
    if (isWanted[node] === 1 || leads[node] === 1) leads[parents[node]!] = 1
  }
  return leads
}
