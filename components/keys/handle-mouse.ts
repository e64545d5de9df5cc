import { focusInCompare } from '../../src/store/actions/compare/focus-in-compare.ts'
import { enterCompare } from '../../src/store/actions/compare/fold-merged.ts'
import {
  scrollInCompare,
  selectLayerRow,
  selectLine,
} from '../../src/store/actions/compare/move-in-compare.ts'
import { scrollDifferences } from '../../src/store/actions/compare/show-differences.ts'
import { enterContents, scrollContents, selectContentsRow } from '../../src/store/actions/contents-list.ts'
import { enter } from '../../src/store/actions/enter.ts'
import { scrollExplanation } from '../../src/store/actions/explain.ts'
import { focusPane } from '../../src/store/actions/focus-pane.ts'
import { scrollPane, selectFileRow, selectStep } from '../../src/store/actions/move-cursor.ts'
import { dragDivider, holdDivider } from '../../src/store/actions/move-divider.ts'
import { scrollPicker, selectPicker } from '../../src/store/actions/pick-image.ts'
import { scrollConfig } from '../../src/store/actions/scroll-config.ts'
import { scrollDoctor } from '../../src/store/actions/scroll-doctor.ts'
import { scrollCache } from '../../src/store/actions/show-cache.ts'
import { scrollHelp } from '../../src/store/actions/show-help.ts'
import { enterTable, scrollTable, selectTableRow } from '../../src/store/actions/table/move-in-table.ts'
import { scrollViewer } from '../../src/store/actions/viewer/scroll-viewer.ts'
import { enterWaste, scrollWaste, selectWasteRow } from '../../src/store/actions/waste-list.ts'
import {
  alignedTop,
  compareLayout,
  MERGED_HEADING,
  mergedTop,
} from '../../src/store/selectors/compare/compare-layout.ts'
import { contentsLayout } from '../../src/store/selectors/contents-layout.ts'
import { exploreLayout, paneAt } from '../../src/store/selectors/layout.ts'
import { filesTop, layersTop } from '../../src/store/selectors/pane-tops.ts'
import { PICKER_TOP, pickerTop } from '../../src/store/selectors/picker-layout.ts'
import { TABLE_TOP, tableTop } from '../../src/store/selectors/table/table-layout.ts'
import { WASTE_TOP, wasteTop } from '../../src/store/selectors/waste-layout.ts'
import type { State } from '../../src/store/state.ts'
import type { MouseEvent } from '../terminal/terminal-event.ts'
import { change, effect, type Verb } from './binding.ts'

/** Rows one turn of the wheel scrolls. */
const WHEEL = 3

/** What a mouse event means on the screen as it is. */
export function verbOfMouse(state: State, event: MouseEvent): Verb | undefined {
  if (ASKING.has(state.overlay.kind)) return undefined
  if (state.overlay.kind === 'help') return wheel(event, rows => now => scrollHelp(now, rows))
  if (state.overlay.kind === 'explain') return wheel(event, rows => now => scrollExplanation(now, rows))
  switch (state.screen.kind) {
    case 'explore':
      return exploreMouse(state, event)
    case 'waste':
      return (
        listMouse(event, WASTE_TOP, wasteTop(state), scrollWaste, selectWasteRow) ??
        doubleClick(event, change(enterWaste))
      )
    case 'picker':
      return (
        listMouse(event, PICKER_TOP, pickerTop(state), scrollPicker, selectPicker) ??
        doubleClick(event, effect('openPicked'))
      )
    case 'config':
      return wheel(event, rows => now => scrollConfig(now, rows))
    case 'viewer':
      return wheel(event, rows => now => scrollViewer(now, rows))
    case 'doctor':
      return wheel(event, rows => now => scrollDoctor(now, rows))
    case 'contents':
      return contentsMouse(state, event)
    case 'compare':
      return compareMouse(state, event)
    case 'cache':
      return wheel(event, rows => now => scrollCache(now, rows))
    case 'differences':
      return wheel(event, rows => now => scrollDifferences(now, rows))
    case 'table':
      return (
        listMouse(event, TABLE_TOP, tableTop(state), scrollTable, selectTableRow) ??
        doubleClick(event, change(enterTable))
      )
    default:
      return state.screen satisfies never
  }
}

/** While these wait for an answer, what they are about stays as it is. */
const ASKING: ReadonlySet<State['overlay']['kind']> = new Set(['pull', 'lend', 'extract'])

function exploreMouse(state: State, event: MouseEvent): Verb | undefined {
  const held = dividerMouse(state, event)
  if (held !== undefined) return held
  const layout = exploreLayout(state)
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

/** A click chooses a line of either part; twice shows it. The wheel scrolls the packages. */
function contentsMouse(state: State, event: MouseEvent): Verb | undefined {
  const { categories, upper, top } = contentsLayout(state)
  if (event.row < upper + HEADER + 1)
    return (
      listMouse(event, HEADER + 1, 0, scrollContents, selectContentsRow) ??
      doubleClick(event, change(enterContents))
    )
  const first = categories.length + top
  return (
    listMouse(event, HEADER + upper + 1, first, scrollContents, selectContentsRow) ??
    doubleClick(event, change(enterContents))
  )
}

/** Screen rows above the panes. */
const HEADER = 1

function compareMouse(state: State, event: MouseEvent): Verb | undefined {
  const hit = paneAt(compareLayout(state), event.column, event.row)
  if (hit === undefined) return undefined
  const { pane, row } = hit
  const scrolled = wheel(event, rows => now => scrollInCompare(now, pane, rows))
  if (scrolled !== undefined || event.action !== 'press' || event.button !== 'left') return scrolled
  return change(now => {
    const focused = focusInCompare(now, pane)
    if (row < 0 || pane === 'instruction') return focused
    const selected =
      pane === 'layers'
        ? selectLayerRow(focused, alignedTop(now) + row)
        : selectLine(focused, mergedTop(now) + row - MERGED_HEADING)
    return event.clicks === 2 ? enterCompare(selected) : selected
  })
}

/** Taking the divider, dragging it, letting it go. */
function dividerMouse(state: State, event: MouseEvent): Verb | undefined {
  if (event.action === 'release') return state.dragging ? change(now => holdDivider(now, false)) : undefined
  if (event.action === 'drag')
    return state.dragging ? change(now => dragDivider(now, event.column)) : undefined
  return isOnDivider(state, event) ? change(now => holdDivider(now, true)) : undefined
}

/** The divider is two cells wide: the right edge of the left column and the left edge of the right one. */
function isOnDivider(state: State, { action, button, column, row }: MouseEvent): boolean {
  const { files } = exploreLayout(state).panes
  if (files === undefined || files.x === 0 || action !== 'press' || button !== 'left') return false
  const isBeside = row >= files.y && row < files.y + files.height
  return isBeside && (column === files.x || column === files.x - 1)
}

type Move = (state: State, rows: number) => State

function listMouse(
  event: MouseEvent,
  firstRow: number,
  top: number,
  scroll: Move,
  select: Move,
): Verb | undefined {
  const scrolled = wheel(event, rows => now => scroll(now, rows))
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
