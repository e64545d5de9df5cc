import { layerRowIndex, layerRows } from '../../selectors/compare/aligned-layers.ts'
import { comparePaneHeight } from '../../selectors/compare/compare-layout.ts'
import { mergedPane, pathOfLine } from '../../selectors/compare/merged-pane.ts'
import { currentCompare, withCompare } from '../../selectors/compare/pair.ts'
import { clamp, scrolledBy, scrollTop } from '../../selectors/scroll.ts'
import type { Pane, State } from '../../state.ts'
import type { Transition } from '../../store.ts'

/** Moves the cursor of the pane that has the keys; ±Infinity goes to an end. The details have none and scroll. */
export const moveInCompare: Transition<[rows: number]> = (state, rows) => {
  switch (currentCompare(state).focus) {
    case 'layers':
      return selectLayerRow(state, layerRowIndex(state) + rows)
    case 'files':
      return selectLine(state, (mergedPane(state)?.line ?? 0) + rows)
    default:
      return scrollDetail(state, rows)
  }
}

/** Moves by a share of the pane: 1 is a page, ½ half of one; negative is up. */
export const pageInCompare: Transition<[pages: number]> = (state, pages) => {
  const height = comparePaneHeight(state, currentCompare(state).focus)
  return moveInCompare(state, Math.sign(pages) * Math.max(1, Math.floor(Math.abs(pages) * height)))
}

/** The wheel: scrolls the pane under the mouse, whichever has the keys; the cursor stays where it is while it is seen. */
export const scrollInCompare: Transition<[pane: Pane, rows: number]> = (state, pane, rows) => {
  if (pane === 'instruction') return scrollDetail(state, rows)
  const height = comparePaneHeight(state, pane)
  const before = currentCompare(state).tops[pane]
  const cursor = pane === 'layers' ? layerRowIndex(state) : (mergedPane(state)?.line ?? 0)
  const count = pane === 'layers' ? layerRows(state).length : (mergedPane(state)?.lines.rows.length ?? 0)
  const scrolled = scrolledBy(rows, { top: before, cursor, height, count })
  const select = pane === 'layers' ? selectLayerRow : selectLine
  const moved = scrolled.cursor === cursor ? state : select(state, scrolled.cursor)
  return withCompare(moved, view => ({ ...view, tops: { ...view.tops, [pane]: scrolled.top } }))
}

/** Chooses a row of the aligned layers. */
export const selectLayerRow: Transition<[row: number]> = (state, row) => {
  const count = layerRows(state).length
  const target = clamp(row, 0, Math.max(0, count - 1))
  return withCompare(state, view => {
    const layers = scrollTop(view.tops.layers, target, comparePaneHeight(state, 'layers'), count)
    return { ...view, row: target, tops: { ...view.tops, layers, instruction: 0 } }
  })
}

/** Puts the cursor on a line of the merged tree. */
export const selectLine: Transition<[line: number]> = (state, line) => {
  const pane = mergedPane(state)
  if (pane === undefined) return state
  const count = pane.lines.rows.length
  const target = clamp(line, 0, Math.max(0, count - 1))
  const cursor = pathOfLine(pane, target)
  if (cursor === undefined) return state
  return withCompare(state, view => {
    const files = scrollTop(view.tops.files, target, comparePaneHeight(state, 'files'), count)
    return { ...view, cursor, tops: { ...view.tops, files, instruction: 0 } }
  })
}

/** How far down is only known when the text is laid out; what lays it out corrects the end. */
function scrollDetail(state: State, rows: number): State {
  return withCompare(state, view => ({
    ...view,
    tops: { ...view.tops, instruction: clamp(view.tops.instruction + rows, 0, Number.MAX_SAFE_INTEGER) },
  }))
}
