import type { ArchiveKind } from '../../../image/archive-member.ts'
import type { EntryPlace } from '../../../tree/overlay.ts'
import type { State } from '../../state.ts'
import {
  BLOCK_BYTES,
  type LineCount,
  type TextSearch,
  type ViewedFile,
  type ViewerMode,
  type ViewerState,
} from '../../viewer-state.ts'
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
  /** As what its members are to be listed; `null` when they are not, or all are known. */
  readonly archive: ArchiveKind | null
  readonly search: TextSearch | null
}

/** `null` when no content is on screen. */
export function contentWanted(state: State): WantedContent | null {
  const shown = fileOnScreen(state)
  if (shown === undefined) return null
  const mode = modeOf(state, shown)
  if (mode === 'summary' || mode === 'difference') return null
  const { content, search } = state.viewer
  const { file, place, length } = shown
  const block = firstBlock(mode, state.viewer)
  const lines = mode === 'text' && !content.lines.complete
  const archive = content.listing.complete ? null : content.archive
  return { file, place, length, start: windowStart(block), lines, archive, search }
}

/** The block that what is on screen begins in; a listing shows no bytes, and the first ones are at hand. */
function firstBlock(mode: ViewerMode, { tops, content }: ViewerState): number {
  if (mode === 'hex') return Math.floor((tops.hex * HEX_BYTES) / BLOCK_BYTES)
  return mode === 'text' ? blockOfLine(content.lines, tops.text) : 0
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
