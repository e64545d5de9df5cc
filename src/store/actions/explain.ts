import type { Finding } from '../../image/finding.ts'
import type { ExplainedWord } from '../../report/explain/page.ts'
import { currentImage } from '../selectors/current.ts'
import { diagnosisOf } from '../selectors/diagnosis.ts'
import { clamp } from '../selectors/scroll.ts'
import { shownWaste, wasteRow } from '../selectors/waste-layout.ts'
import type { WasteRow } from '../selectors/waste-rows.ts'
import type { State } from '../state.ts'
import type { Transition } from '../store.ts'

/** Explains the line of the waste list under the cursor: its finding in full, and the page about its kind. */
export const explainWaste: Transition = state => {
  const row = shownWaste(state).at(wasteRow(state))
  if (row === undefined || row.kind === 'heading') return state
  if (row.kind === 'item') return explain(state, [], [row.item.reason])
  const finding = row.finding
  return finding === undefined ? explainGroup(state, row) : explain(state, [finding], [finding.kind])
}

function explainGroup(state: State, row: WasteRow): State {
  if (row.kind !== 'group') return state
  const reasons = new Set<ExplainedWord>()
  for (const { reason } of row.group.items) reasons.add(reason)
  return explain(state, [], [row.group.cause, ...reasons])
}

/** Explains every kind of finding that doctor has about the image. */
export const explainDiagnosis: Transition = state => {
  const image = currentImage(state)
  if (image?.kind !== 'ready') return state
  const kinds = new Set(diagnosisOf(image.analysis).findings.map(({ kind }) => kind))
  if (kinds.size > 0) return explain(state, [], [...kinds])
  return { ...state, notice: { tone: 'plain', text: 'There is nothing to explain: doctor found nothing.' } }
}

/** The end is corrected by what lays the text out. */
export const scrollExplanation: Transition<[rows: number]> = (state, rows) =>
  state.overlay.kind === 'explain'
    ? {
        ...state,
        overlay: { ...state.overlay, top: clamp(state.overlay.top + rows, 0, Number.MAX_SAFE_INTEGER) },
      }
    : state

function explain(state: State, findings: readonly Finding[], words: readonly ExplainedWord[]): State {
  return { ...state, overlay: { kind: 'explain', findings, words, top: 0 } }
}
