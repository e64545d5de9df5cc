import { elfText } from '../../../report/elf-text.ts'
import type { State } from '../../state.ts'
import type { Listing, ViewerMode } from '../../viewer-state.ts'
import { HEX_BYTES } from './content-wanted.ts'
import type { FileOnScreen } from './viewed-file.ts'

/** Rows the viewer has for a content: all but header, status line and frame. */
export function viewerHeight(state: State): number {
  return Math.max(1, state.terminal.rows - 4)
}

/** How many rows a file has in a mode, as far as that is known. */
export function rowsInMode(state: State, { elf, length }: FileOnScreen, mode: ViewerMode): number {
  switch (mode) {
    case 'summary':
      return elf === null ? 0 : elfText(elf).length
    case 'listing':
      return listingRowCount(state.viewer.content.listing)
    case 'text':
      return state.viewer.content.lines.total
    case 'hex':
      return Math.ceil(length / HEX_BYTES)
    case 'difference':
      return Number.MAX_SAFE_INTEGER // what lays it out corrects the end
    default:
      return mode satisfies never
  }
}

/** A member a row, and one more that says why there may be others. */
function listingRowCount({ members, problem }: Listing): number {
  return members.length + (problem === null ? 0 : 1)
}
