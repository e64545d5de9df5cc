import { displayName } from '../../src/report/display-name.ts'
import { openImage } from '../../src/store/actions/open-image.ts'
import { receiveEvent } from '../../src/store/actions/receive-event.ts'
import { currentView } from '../../src/store/selectors/current.ts'
import { filesPane, pathOfRow } from '../../src/store/selectors/files-pane.ts'
import type { State, TerminalSize } from '../../src/store/state.ts'
import { createLayerscopeStore } from '../../src/store/store.ts'
import { NAIVE, type TestImage } from './images.ts'

export const KEY = 'api-service:naive'

/** The state once an image is read and nothing was done yet. */
export function exploring(
  image: TestImage = NAIVE,
  terminal: TerminalSize = { columns: 120, rows: 40 },
): State {
  const opened = openImage(createLayerscopeStore(terminal).getState(), KEY)
  return receiveEvent(opened, KEY, { kind: 'analysed', analysis: image.analysis }, 0)
}

/** The state after these transitions, one after the other. */
export function apply(state: State, ...steps: readonly ((state: State) => State)[]): State {
  return steps.reduce((next, step) => step(next), state)
}

/** The lines of the files pane, the one under the cursor marked: `> ▾ var/lib`. */
export function drawFiles(state: State): string[] {
  const pane = filesPane(state)
  if (pane === undefined) return []
  return Array.from({ length: pane.rows.count }, (_, row) => {
    const fold = pane.rows.at(row)?.open === true ? '▾ ' : '  '
    const name = displayName(pathOfRow(pane, row) ?? currentView(state).cursor)
    return `${row === pane.row ? '>' : ' '} ${fold}${name}`
  })
}
