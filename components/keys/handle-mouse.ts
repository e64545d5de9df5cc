import { enter } from '../../src/store/actions/enter.ts'
import { focusPane } from '../../src/store/actions/focus-pane.ts'
import { scrollPane, selectFileRow, selectStep } from '../../src/store/actions/move-cursor.ts'
import { dragDivider } from '../../src/store/actions/move-divider.ts'
import { movePicker, selectPicker } from '../../src/store/actions/pick-image.ts'
import { scrollConfig } from '../../src/store/actions/scroll-config.ts'
import { scrollHelp } from '../../src/store/actions/show-help.ts'
import { enterWaste, moveInWaste, selectWasteRow, wasteView } from '../../src/store/actions/waste-list.ts'
import { currentView } from '../../src/store/selectors/current.ts'
import { exploreLayout, paneAt } from '../../src/store/selectors/layout.ts'
import { filesTop, layersTop } from '../../src/store/selectors/pane-tops.ts'
import { PICKER_TOP } from '../../src/store/selectors/picker-layout.ts'
import { WASTE_TOP } from '../../src/store/selectors/waste-layout.ts'
import type { State } from '../../src/store/state.ts'
import type { MouseEvent } from '../terminal/terminal-event.ts'
import { change, effect, type Verb } from './binding.ts'

/** Rows one turn of the wheel scrolls. */
const WHEEL = 3

/** What a mouse event means on the screen as it is. */
export function verbOfMouse(state: State, event: MouseEvent): Verb | undefined {
  if (state.overlay.kind === 'help') return wheel(event, rows => now => scrollHelp(now, rows))
  switch (state.screen.kind) {
    case 'explore':
      return exploreMouse(state, event)
    case 'waste':
      return (
        listMouse(event, WASTE_TOP, wasteView(state).top, moveInWaste, selectWasteRow) ??
        doubleClick(event, change(enterWaste))
      )
    case 'picker':
      return (
        listMouse(event, PICKER_TOP, state.picker.top, movePicker, selectPicker) ??
        doubleClick(event, effect('openPicked'))
      )
    case 'config':
      return wheel(event, rows => now => scrollConfig(now, rows))
    default:
      return state.screen satisfies never
  }
}

function exploreMouse(state: State, event: MouseEvent): Verb | undefined {
  if (event.action === 'drag')
    return isOnDivider(state, event) ? change(now => dragDivider(now, event.column)) : undefined
  const layout = exploreLayout(state.terminal, currentView(state))
  const hit = paneAt(layout, event.column, event.row)
  if (hit === undefined) return undefined
  const { pane, row } = hit
  const scrolled = wheel(event, rows => now => scrollPane(now, pane, rows))
  if (scrolled !== undefined || event.action !== 'press' || event.button !== 'left') return scrolled
  return change(now => {
    const focused = focusPane(now, pane)
    if (row < 0 || pane === 'instruction') return focused
    const selected =
      pane === 'layers'
        ? selectStep(focused, layersTop(now) + row)
        : selectFileRow(focused, filesTop(now) + row)
    return event.clicks === 2 ? enter(selected) : selected
  })
}

/** The divider is two cells wide: the right edge of the left column and the left edge of the right one. */
function isOnDivider(state: State, event: MouseEvent): boolean {
  const { files } = exploreLayout(state.terminal, currentView(state)).panes
  return (
    files !== undefined &&
    files.x > 0 &&
    event.button === 'left' &&
    Math.abs(event.column - files.x) <= DRAG_REACH
  )
}

/** A fast hand is some columns ahead of the last frame. */
const DRAG_REACH = 12

type Move = (state: State, rows: number) => State

function listMouse(
  event: MouseEvent,
  firstRow: number,
  top: number,
  move: Move,
  select: Move,
): Verb | undefined {
  const scrolled = wheel(event, rows => now => move(now, rows))
  if (scrolled !== undefined) return scrolled
  const isClick =
    event.action === 'press' && event.button === 'left' && event.clicks === 1 && event.row >= firstRow
  return isClick ? change(now => select(now, top + event.row - firstRow)) : undefined
}

function doubleClick(event: MouseEvent, verb: Verb): Verb | undefined {
  return event.action === 'press' && event.clicks === 2 ? verb : undefined
}

function wheel(event: MouseEvent, apply: (rows: number) => (state: State) => State): Verb | undefined {
  if (event.action === 'wheelDown') return change(apply(WHEEL))
  return event.action === 'wheelUp' ? change(apply(-WHEEL)) : undefined
}
