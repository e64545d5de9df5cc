import { currentImage, currentView } from '../../src/store/selectors/current.ts'
import type { Rect } from '../../src/store/selectors/layout.ts'
import { stepRowAt } from '../../src/store/selectors/step-rows.ts'
import type { State } from '../../src/store/state.ts'
import type { PaneContent } from '../text/pane-rows.ts'
import { label } from '../text/segment.ts'
import { instructionRows, scrolledRows } from './instruction-rows.ts'
import { layersKnown } from './layers-content.ts'

/** The instruction pane: everything about the chosen step, in words. */
export function instructionContent(state: State, rect: Rect): PaneContent {
  const view = currentView(state)
  const pane = { title: [label('3 '), label('Instruction', 'title')], focused: view.focus === 'instruction' }
  const known = layersKnown(currentImage(state))
  const row = known === undefined ? undefined : stepRowAt(known.documents, view.step)
  if (known === undefined || row === undefined) return { ...pane, rows: [] }
  const layer = row.layer === null ? undefined : known.layers(row.layer)
  const all = instructionRows(row, layer, known.analysis, rect.width - 2)
  const { rows, top } = scrolledRows(all, view.tops.instruction, rect.height - 2)
  return { ...pane, rows, scroll: { top, visible: rect.height - 2, total: all.length } }
}
