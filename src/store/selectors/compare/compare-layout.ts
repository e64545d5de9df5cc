import type { Pane, State } from '../../state.ts'
import type { Rect } from '../explore-panes.ts'
import { innerHeight, type Layout } from '../layout.ts'
import { clamp, scrollTop } from '../scroll.ts'
import { layerRowIndex, layerRows } from './aligned-layers.ts'
import { mergedPane } from './merged-pane.ts'
import { currentCompare } from './pair.ts'

/** From here on layers stand beside files. */
const SIDE_BY_SIDE = 160

/** Body rows from which what the cursor is on is told beneath the files. */
const ROOM_FOR_DETAIL = 28

/** Header, and the line that adds the difference up. */
export const COMPARE_TOP = 2

/** Where everything of the comparison is. A pane that does not fit (or is zoomed away) has no rectangle. */
export function compareLayout(state: State): Layout {
  const { columns, rows } = state.terminal
  const body = { x: 0, y: COMPARE_TOP, width: columns, height: rows - COMPARE_TOP - 1 }
  const header = { x: 0, y: 0, width: columns, height: 1 }
  const status = { x: 0, y: rows - 1, width: columns, height: 1 }
  return { header, status, panes: panesIn(body, state) }
}

function panesIn(body: Rect, state: State): Layout['panes'] {
  const { zoomed, focus } = currentCompare(state)
  if (zoomed !== null) return { [zoomed]: body }
  if (body.height < 14) return { [focus]: body }
  const layers = layerRows(state).length + FRAME
  if (body.width >= SIDE_BY_SIDE) return besideEachOther(body, layers)
  return body.height >= ROOM_FOR_DETAIL ? threeRows(body, layers) : twoRows(body, layers, focus)
}

const FRAME = 2

/** Layers over what the cursor is on, left; files right. */
function besideEachOther(body: Rect, layers: number): Layout['panes'] {
  const left = Math.floor(body.width * 0.52)
  const above = clamp(layers, 6, Math.floor(body.height * 0.55))
  const { x, y, height } = body
  return {
    layers: { x, y, width: left, height: above },
    instruction: { x, y: y + above, width: left, height: height - above },
    files: { x: x + left, y, width: body.width - left, height },
  }
}

function threeRows(body: Rect, layers: number): Layout['panes'] {
  const above = clamp(layers, 5, Math.floor(body.height * 0.35))
  const below = FRAME + 9
  const { x, y, width, height } = body
  return {
    layers: { x, y, width, height: above },
    files: { x, y: y + above, width, height: height - above - below },
    instruction: { x, y: y + height - below, width, height: below },
  }
}

/** What the cursor is on takes the place of the files, while it has the keys. */
function twoRows(body: Rect, layers: number, focus: Pane): Layout['panes'] {
  const most = focus === 'layers' ? Math.floor(body.height * 0.6) : Math.floor(body.height * 0.4)
  const above = clamp(layers, 5, most)
  const beneath = { ...body, y: body.y + above, height: body.height - above }
  const upper = { layers: { ...body, height: above } }
  return focus === 'instruction' ? { ...upper, instruction: beneath } : { ...upper, files: beneath }
}

/** Content rows a pane of the comparison has now. */
export function comparePaneHeight(state: State, pane: Pane): number {
  const height = innerHeight(compareLayout(state).panes[pane])
  return pane === 'files' ? Math.max(0, height - MERGED_HEADING) : height
}

/** Rows that name the columns of the merged tree. */
export const MERGED_HEADING = 1

/** First visible row of the layers: the stored one, corrected for the cursor and the height as it is now. */
export function alignedTop(state: State): number {
  const { tops } = currentCompare(state)
  const height = comparePaneHeight(state, 'layers')
  return scrollTop(tops.layers, layerRowIndex(state), height, layerRows(state).length)
}

/** First visible line of the merged tree, corrected likewise. */
export function mergedTop(state: State): number {
  const pane = mergedPane(state)
  if (pane === undefined) return 0
  const { tops } = currentCompare(state)
  return scrollTop(tops.files, pane.line, comparePaneHeight(state, 'files'), pane.lines.rows.length)
}
