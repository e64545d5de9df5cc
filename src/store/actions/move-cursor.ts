import { currentImage, currentView, withView } from '../selectors/current.ts'
import { filesPane, pathOfRow } from '../selectors/files-pane.ts'
import { paneHeight } from '../selectors/pane-tops.ts'
import { clamp, scrolledBy, scrollTop } from '../selectors/scroll.ts'
import { shownSteps, stepOfRow } from '../selectors/shown-steps.ts'
import type { Pane, State } from '../state.ts'
import type { Transition } from '../store.ts'

/** Moves the cursor of the pane that has the keys by so many rows; the instruction has no cursor and scrolls. */
export const moveCursor: Transition<[rows: number]> = (state, rows) =>
  moveIn(state, currentView(state).focus, rows)

/** Moves by a share of the pane: 1 is a page, ½ half of one; negative is up. */
export const movePage: Transition<[pages: number]> = (state, pages) => {
  const height = paneHeight(state, currentView(state).focus)
  return moveCursor(state, Math.sign(pages) * Math.max(1, Math.floor(Math.abs(pages) * height)))
}

/** To the first row, or the last. */
export const moveToEnd: Transition<[end: 'first' | 'last']> = (state, end) =>
  moveCursor(state, end === 'first' ? -Infinity : Infinity)

/** The wheel: scrolls the pane under the mouse, whichever has the keys; the cursor stays where it is while it is seen. */
export const scrollPane: Transition<[pane: Pane, rows: number]> = (state, pane, rows) => {
  if (pane === 'instruction') return scrollInstruction(state, rows)
  const list = listOf(state, pane)
  if (list === undefined) return state
  const { top, cursor } = scrolledBy(rows, list)
  const moved =
    cursor === list.cursor ? state : (pane === 'layers' ? selectStep : selectFileRow)(state, cursor)
  return withView(moved, view => ({ ...view, tops: { ...view.tops, [pane]: top } }))
}

function listOf(state: State, pane: 'layers' | 'files') {
  const height = paneHeight(state, pane)
  const top = currentView(state).tops[pane]
  const files = filesPane(state)
  if (pane === 'files') return files && { top, height, cursor: files.row, count: files.rows.count }
  const steps = shownSteps(currentImage(state), currentView(state))
  return steps && { top, height, cursor: steps.cursor, count: steps.rows.length }
}

function moveIn(state: State, pane: Pane, rows: number): State {
  switch (pane) {
    case 'layers':
      return selectStep(state, (shownSteps(currentImage(state), currentView(state))?.cursor ?? 0) + rows)
    case 'files':
      return selectFileRow(state, (filesPane(state)?.row ?? 0) + rows)
    case 'instruction':
      return scrollInstruction(state, rows)
    default:
      return pane satisfies never
  }
}

/** Chooses a line of the layers pane. */
export const selectStep: Transition<[row: number]> = (state, row) => {
  const steps = shownSteps(currentImage(state), currentView(state))
  if (steps === undefined) return state
  const count = steps.rows.length
  const target = clamp(row, 0, Math.max(0, count - 1))
  return withView(state, view => ({
    ...view,
    step: stepOfRow(steps, target),
    tops: {
      ...view.tops,
      layers: scrollTop(view.tops.layers, target, paneHeight(state, 'layers'), count),
      instruction: 0,
    },
  }))
}

/** Puts the cursor on a line of the files pane. */
export const selectFileRow: Transition<[row: number]> = (state, row) => {
  const pane = filesPane(state)
  if (pane === undefined) return state
  const count = pane.rows.count
  const target = clamp(row, 0, Math.max(0, count - 1))
  const cursor = pathOfRow(pane, target)
  if (cursor === undefined) return state
  const top = scrollTop(currentView(state).tops.files, target, paneHeight(state, 'files'), count)
  return withView(state, view => ({ ...view, cursor, tops: { ...view.tops, files: top } }))
}

/** How far down is only known when the text is laid out; what lays it out corrects the end. */
function scrollInstruction(state: State, rows: number): State {
  return withView(state, view => ({
    ...view,
    tops: { ...view.tops, instruction: clamp(view.tops.instruction + rows, 0, Number.MAX_SAFE_INTEGER) },
  }))
}
