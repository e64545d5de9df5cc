import type { Analysis } from '../../analysis/analysis.ts'
import { largestFileOfCategory, largestFileOfPackage } from '../../analysis/contents/largest-file.ts'
import type { TreePath } from '../../image/tree-path.ts'
import { contentsLayout, contentsView } from '../selectors/contents-layout.ts'
import type { ContentsRow } from '../selectors/contents-rows.ts'
import { currentImage, currentKey, withView } from '../selectors/current.ts'
import { clamp, scrolledBy } from '../selectors/scroll.ts'
import { CONTENTS_SORTS, type ContentsView, type State } from '../state.ts'
import type { Transition } from '../store.ts'
import { setScope } from './set-scope.ts'
import { showPath } from './show-path.ts'

/** Moves the cursor through categories and packages; ±Infinity goes to an end. */
export const moveInContents: Transition<[rows: number]> = (state, rows) =>
  selectContentsRow(state, contentsLayout(state).row + rows)

export const selectContentsRow: Transition<[row: number]> = (state, row) => {
  const { categories, packages, top } = contentsLayout(state)
  const last = Math.max(0, categories.length + packages.length - 1)
  const moved = withContents(state, view => ({ ...view, row: clamp(row, 0, last), top }))
  return withContents(moved, view => ({ ...view, top: contentsLayout(moved).top }))
}

/** Tab: to the first line of the other part. */
export const switchContentsPart: Transition = state => {
  const { categories, row, top } = contentsLayout(state)
  return selectContentsRow(state, row < categories.length ? categories.length + top : 0)
}

/** The wheel: scrolls the packages; the cursor stays where it is while it is seen. */
export const scrollContents: Transition<[rows: number]> = (state, rows) => {
  const { categories, packages, row, top, lower } = contentsLayout(state)
  const cursor = Math.max(0, row - categories.length)
  const scrolled = scrolledBy(rows, { top, cursor, height: lower - 2, count: packages.length })
  return withContents(state, view => ({
    ...view,
    top: scrolled.top,
    row: categories.length + scrolled.cursor,
  }))
}

/** Enter: shows the largest file of the package or the category in the final tree. */
export const enterContents: Transition = state => {
  const { categories, packages, row } = contentsLayout(state)
  const image = currentImage(state)
  const line = [...categories, ...packages][row]
  if (line === undefined || image?.kind !== 'ready' || state.screen.kind !== 'contents') return state
  const path = largestFile(image.analysis, line)
  if (path === null) return state
  const exploring: State = { ...state, screen: { kind: 'explore', image: state.screen.image } }
  const focused = withView(exploring, view => ({
    ...view,
    focus: 'files',
    filter: '',
    awaitedFilter: null,
    hidden: new Set(),
  }))
  return showPath(setScope(focused, 'final'), path)
}

function largestFile(analysis: Analysis, line: ContentsRow): TreePath | null {
  return line.kind === 'category'
    ? largestFileOfCategory(analysis, line.category)
    : largestFileOfPackage(analysis, line.package)
}

/** By bytes, name, layer, and round again. */
export const cycleContentsSort: Transition = state =>
  withContents(state, view => ({ ...view, sort: sortAfter(view.sort) }))

function sortAfter(sort: ContentsView['sort']): ContentsView['sort'] {
  return CONTENTS_SORTS[(CONTENTS_SORTS.indexOf(sort) + 1) % CONTENTS_SORTS.length] ?? 'bytes'
}

/** `/`: asks for a text; only packages that hold it stay. */
export const startPackageFind: Transition = state => ({
  ...state,
  overlay: { kind: 'findPackage', text: contentsView(state).find },
})

export const typePackageFind: Transition<[text: string]> = (state, text) => {
  const typed: State = { ...state, overlay: { kind: 'findPackage', text } }
  const found = withContents(typed, view => ({ ...view, find: text, top: 0 }))
  return selectContentsRow(found, contentsLayout(found).categories.length)
}

export const cancelPackageFind: Transition = state =>
  withContents({ ...state, overlay: { kind: 'none' } }, view => ({ ...view, find: '' }))

function withContents(state: State, change: (view: ContentsView) => ContentsView): State {
  const key = currentKey(state)
  if (key === undefined) return state
  return { ...state, contentsViews: new Map(state.contentsViews).set(key, change(contentsView(state))) }
}
