import type { State, TerminalSize, WasteView } from '../state.ts'
import { currentImage, currentKey } from './current.ts'
import { scrollTop } from './scroll.ts'
import { WasteRows, wasteRows } from './waste-rows.ts'

/** Lines of the summary above the list. */
export const WASTE_SUMMARY = 4

/** Screen row of the first line: below the header, the summary, and the frame. */
export const WASTE_TOP = 1 + WASTE_SUMMARY + 1

/** Rows of the waste list: what the frame's lower edge and the status line leave. */
export function wasteListHeight({ rows }: TerminalSize): number {
  return Math.max(1, rows - WASTE_TOP - 2)
}

const INITIAL: WasteView = { row: 0, top: 0, closed: new Set() }

/** The choices made in the waste list of the image on screen. */
export function wasteView(state: State): WasteView {
  const key = currentKey(state)
  return (key === undefined ? undefined : state.waste.get(key)) ?? INITIAL
}

/** The lines of the waste list; none while the image is being read. */
export function shownWaste(state: State): WasteRows {
  const image = currentImage(state)
  return image?.kind === 'ready' ? wasteRows(image.analysis, wasteView(state).closed) : NO_ROWS
}

const NO_ROWS = new WasteRows([])

/** The line under the cursor, kept inside the list. */
export function wasteRow(state: State): number {
  return Math.max(0, Math.min(wasteView(state).row, shownWaste(state).length - 1))
}

/** First visible line: the stored one, corrected for the cursor and the height as it is now. */
export function wasteTop(state: State): number {
  const height = wasteListHeight(state.terminal)
  return scrollTop(wasteView(state).top, wasteRow(state), height, shownWaste(state).length)
}
