import type { ContentsView, State } from '../state.ts'
import { type ContentsRow, categoryRows, packageRows } from './contents-rows.ts'
import { currentImage, currentKey, currentView } from './current.ts'
import { scrollTop } from './scroll.ts'
import { documentsOf, stepRows } from './step-rows.ts'

/** Below the header: the categories in their frame, a row each, and the packages in what is left. */
export interface ContentsLayout {
  readonly categories: readonly ContentsRow[]
  readonly packages: readonly ContentsRow[]
  /** Rows of the categories' pane, its frame counted. */
  readonly upper: number
  /** Rows of the packages' pane, its frame counted. */
  readonly lower: number
  /** The line under the cursor, counted through both lists. */
  readonly row: number
  /** First visible package. */
  readonly top: number
}

const INITIAL: ContentsView = { row: 0, top: 0, sort: 'bytes', find: '' }

/** The choices made on the contents screen of the image on screen. */
export function contentsView(state: State): ContentsView {
  const key = currentKey(state)
  return (key === undefined ? undefined : state.contentsViews.get(key)) ?? INITIAL
}

export function contentsLayout(state: State): ContentsLayout {
  const image = currentImage(state)
  const view = contentsView(state)
  const analysis = image?.kind === 'ready' ? image.analysis : undefined
  const categories = analysis === undefined ? [] : categoryRows(analysis, contentsLayer(state))
  const packages = analysis === undefined ? [] : packageRows(analysis, view.sort, view.find)
  const upper = Math.max(1, categories.length) + FRAME
  const lower = Math.max(FRAME, state.terminal.rows - HEADER_AND_STATUS - upper)
  const row = Math.max(0, Math.min(view.row, categories.length + packages.length - 1))
  const cursor = Math.max(0, row - categories.length)
  const top = scrollTop(view.top, cursor, lower - FRAME, packages.length)
  return { categories, packages, upper, lower, row, top }
}

const FRAME = 2
const HEADER_AND_STATUS = 2

/** The layer under the cursor of the layers; `null` on a step that owns none. */
export function contentsLayer(state: State): number | null {
  const documents = documentsOf(currentImage(state))
  return documents === undefined ? null : (stepRows(documents)[currentView(state).step]?.layer ?? null)
}
