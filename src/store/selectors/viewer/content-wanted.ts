import type { EntryPlace } from '../../../tree/overlay.ts'
import type { State } from '../../state.ts'
import { BLOCK_BYTES, type LineCount, type TextSearch, type ViewedFile } from '../../viewer-state.ts'
import { fileOnScreen, modeOf } from './viewed-file.ts'

/** The part of a file that has to be at hand for what is on screen. */
export interface WantedContent {
  readonly file: ViewedFile
  readonly place: EntryPlace
  readonly length: number
  /** Where the window begins. */
  readonly start: number
  /** Whether its lines are to be counted. */
  readonly lines: boolean
  readonly search: TextSearch | null
}

/** `null` when no content is on screen. */
export function contentWanted(state: State): WantedContent | null {
  const shown = fileOnScreen(state)
  if (shown === undefined) return null
  const mode = modeOf(state, shown)
  if (mode === 'summary') return null
  const { tops, content, search } = state.viewer
  const { file, place, length } = shown
  const block =
    mode === 'hex' ? Math.floor((tops.hex * HEX_BYTES) / BLOCK_BYTES) : blockOfLine(content.lines, tops.text)
  const lines = mode === 'text' && !content.lines.complete
  return { file, place, length, start: windowStart(block), lines, search }
}

/** Bytes in a row of the hex mode. */
export const HEX_BYTES = 16

/** The byte in front of the block belongs to its window: it tells whether a line begins with the block. */
function windowStart(block: number): number {
  return Math.max(0, block * BLOCK_BYTES - 1)
}

/** The block a line begins in: the last one that fewer lines, or as many, lie in front of. */
export function blockOfLine({ before }: LineCount, line: number): number {
  let low = 0
  let high = before.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((before[middle] ?? 0) <= line) low = middle
    else high = middle - 1
  }
  return low
}
