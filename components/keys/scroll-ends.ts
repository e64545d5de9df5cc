import type { Pair } from '../../src/store/compare-state.ts'
import { layerRowIndex, layerRows } from '../../src/store/selectors/compare/aligned-layers.ts'
import { compareLayout } from '../../src/store/selectors/compare/compare-layout.ts'
import { comparedPair } from '../../src/store/selectors/compare/comparison.ts'
import { mergedPane } from '../../src/store/selectors/compare/merged-pane.ts'
import { currentCompare, withCompare } from '../../src/store/selectors/compare/pair.ts'
import { shownDifference } from '../../src/store/selectors/compare/shown-difference.ts'
import { currentImage, currentKey, currentView, withView } from '../../src/store/selectors/current.ts'
import { exploreLayout } from '../../src/store/selectors/layout.ts'
import { tableLines } from '../../src/store/selectors/table/image-rows.ts'
import { tablePull } from '../../src/store/selectors/table/table-pull.ts'
import type { State } from '../../src/store/state.ts'
import { cacheRows } from '../cache/cache-rows.ts'
import { compareDetailRows } from '../compare/compare-detail.ts'
import { differencesRows } from '../compare/differences-rows.ts'
import { allConfigRows } from '../config/config-rows.ts'
import { doctorRows } from '../doctor/doctor-rows.ts'
import { explainRows } from '../explain/explain-rows.ts'
import { detailRows } from '../explore/detail-content.ts'
import { helpRows } from '../help/help-rows.ts'
import { columnSet } from '../table/column-set.ts'
import { lastColumn } from '../table/table-rows.ts'
import { versionRows } from '../viewer/version-rows.ts'
import { screenContext } from './key-context.ts'

/**
 * The state with what was scrolled past the end put back to it. How long a text is depends on how it is laid out,
 * which the store does not know.
 */
export function withinEnds(state: State): State {
  if (state.overlay.kind === 'help') return helpWithin(state)
  if (state.overlay.kind === 'explain') return explanationWithin(state)
  if (state.screen.kind === 'config') return configWithin(state)
  if (state.screen.kind === 'doctor') return doctorWithin(state)
  if (state.screen.kind === 'compare') return compareWithin(state, state.screen.pair)
  if (state.screen.kind === 'viewer') return viewerWithin(state)
  if (state.screen.kind === 'differences') return differencesWithin(state, state.screen.pair)
  if (state.screen.kind === 'cache') return cacheWithin(state, state.screen.pair)
  if (state.screen.kind === 'table') return tableWithin(state)
  return state.screen.kind === 'explore' ? detailWithin(state) : state
}

function helpWithin(state: State): State {
  const { overlay } = state
  if (overlay.kind !== 'help' || overlay.top === 0) return state
  const last = lastTop(helpRows(screenContext(state), overlay.filter, false).length, state.terminal.rows - 4)
  return overlay.top <= last ? state : { ...state, overlay: { ...overlay, top: last } }
}

function explanationWithin(state: State): State {
  const { overlay, terminal } = state
  if (overlay.kind !== 'explain' || overlay.top === 0) return state
  const last = lastTop(explainRows(overlay, terminal.columns - 2).length, terminal.rows - 4)
  return overlay.top <= last ? state : { ...state, overlay: { ...overlay, top: last } }
}

function configWithin(state: State): State {
  const key = currentKey(state)
  const top = key === undefined ? 0 : (state.config.get(key)?.top ?? 0)
  if (key === undefined || top === 0) return state
  const { columns, rows } = state.terminal
  const last = lastTop(allConfigRows(currentImage(state), columns - 2).length, rows - 4)
  return top <= last ? state : { ...state, config: new Map(state.config).set(key, { top: last }) }
}

function doctorWithin(state: State): State {
  const key = currentKey(state)
  const top = key === undefined ? 0 : (state.doctor.get(key)?.top ?? 0)
  if (key === undefined || top === 0) return state
  const { columns, rows } = state.terminal
  const last = lastTop(doctorRows(key, currentImage(state), columns - 2).length, rows - 4)
  return top <= last ? state : { ...state, doctor: new Map(state.doctor).set(key, { top: last }) }
}

function detailWithin(state: State): State {
  const { step, baseFold, tops } = currentView(state)
  const rect = exploreLayout(state).panes.instruction
  if (tops.instruction === 0 || rect === undefined) return state
  const all = detailRows({ image: currentImage(state), step, baseFold, file: undefined }, rect.width - 2)
  const last = lastTop(all.length, rect.height - 2)
  if (tops.instruction <= last) return state
  return withView(state, view => ({ ...view, tops: { ...view.tops, instruction: last } }))
}

function compareWithin(state: State, pair: Pair): State {
  const { tops, about } = currentCompare(state)
  const rect = compareLayout(state).panes.instruction
  if (tops.instruction === 0 || rect === undefined) return state
  const all = compareDetailRows(
    {
      a: state.images.get(pair.a.image),
      b: state.images.get(pair.b.image),
      compared: comparedPair(state, pair),
      row: layerRows(state)[layerRowIndex(state)],
      pane: about === 'layers' ? undefined : mergedPane(state),
      difference: shownDifference(state),
    },
    rect.width - 2,
  )
  const last = lastTop(all.length, rect.height - 2)
  if (tops.instruction <= last) return state
  return withCompare(state, view => ({ ...view, tops: { ...view.tops, instruction: last } }))
}

function viewerWithin(state: State): State {
  const { viewer, terminal } = state
  if (viewer.mode !== 'difference' || viewer.tops.difference === 0) return state
  const last = lastTop(versionRows(state, terminal.columns - 2).length, terminal.rows - 4)
  if (viewer.tops.difference <= last) return state
  return { ...state, viewer: { ...viewer, tops: { ...viewer.tops, difference: last } } }
}

function differencesWithin(state: State, pair: Pair): State {
  const { differencesTop } = currentCompare(state)
  if (differencesTop === 0) return state
  const { columns, rows } = state.terminal
  const last = lastTop(differencesRows(state, pair, columns - 2).length, rows - 4)
  return differencesTop <= last ? state : withCompare(state, view => ({ ...view, differencesTop: last }))
}

function cacheWithin(state: State, pair: Pair): State {
  const { cacheTop } = currentCompare(state)
  if (cacheTop === 0) return state
  const { columns, rows } = state.terminal
  const last = lastTop(cacheRows(state, pair, columns - 2, false).length, rows - 4)
  return cacheTop <= last ? state : withCompare(state, view => ({ ...view, cacheTop: last }))
}

function tableWithin(state: State): State {
  const { table, terminal, pull } = state
  const lines = tableLines(state)
  const last =
    table.shows === 'images' || table.shows === 'pull'
      ? lastColumn(lines, columnSet(table.shows, lines, tablePull(state), pull.isAsked), terminal.columns - 2)
      : lines.length
  return table.column <= last ? state : { ...state, table: { ...table, column: last } }
}

function lastTop(rows: number, height: number): number {
  return Math.max(0, rows - height)
}
