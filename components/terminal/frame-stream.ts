import { Writable } from 'node:stream'
import type { RowBlock, RowBoard } from '../text/row-board.ts'
import { composeFrame, type PlacedRows } from './compose-frame.ts'
import type { Terminal } from './terminal.ts'

export interface FrameStream {
  /** What Ink takes for its terminal: it writes one whole frame per commit. */
  readonly stream: NodeJS.WritableStream
  /** Where rows gather until Ink has gone through all of the tree. */
  readonly board: RowBoard
}

/**
 * Puts together what Ink painted and what was placed on the board, and has the terminal show it.
 *
 * Ink writes in the middle of React's commit, when a box just created has no ref yet and cannot be located: the frame
 * is made a microtask later. Of several commits in one turn only the last is drawn.
 */
export function createFrameStream(terminal: Terminal): FrameStream {
  let blocks: RowBlock[] = []
  let next: { readonly painted: string; readonly blocks: readonly RowBlock[] } | undefined
  const draw = () => {
    if (next === undefined) return
    terminal.paint(composeFrame(next.painted, next.blocks.flatMap(placeRows), terminal.size()))
    next = undefined
  }
  const stream = new Writable({
    decodeStrings: false,
    write(painted, _encoding, done) {
      next = { painted: String(painted), blocks }
      blocks = []
      queueMicrotask(draw)
      done()
    },
  })
  Object.defineProperties(stream, {
    columns: { get: () => terminal.size().columns },
    rows: { get: () => terminal.size().rows },
  })
  return { stream, board: { place: block => void blocks.push(block) } }
}

function placeRows({ locate, columns, rows }: RowBlock): readonly PlacedRows[] {
  const place = locate()
  return place === undefined ? [] : [{ ...place, columns, rows }]
}
