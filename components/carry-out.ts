import { type DisplayText, displayName } from '../src/report/display-name.ts'
import { say } from '../src/store/actions/say.ts'
import { screenBeneath, showPicker } from '../src/store/actions/show-screen.ts'
import { currentKey } from '../src/store/selectors/current.ts'
import { shownCursor } from '../src/store/selectors/files-pane.ts'
import { pickerCursor, pickerRows } from '../src/store/selectors/picker-rows.ts'
import { shownWaste, wasteRow } from '../src/store/selectors/waste-layout.ts'
import type { State } from '../src/store/state.ts'
import { perform, type Store } from '../src/store/store.ts'
import type { EffectName, Effects } from './effects.ts'
import type { Verb } from './keys/binding.ts'
import { copySequence } from './terminal/clipboard.ts'
import { suspendToShell } from './terminal/suspend.ts'
import type { TerminalAccess } from './terminal/terminal-context.ts'

export interface Around extends TerminalAccess {
  readonly store: Store
  readonly effects: Effects
}

/** Does what a key means: a change of the state at once, an effect through what the app was given. */
export function carryOut(verb: Verb, around: Around): void {
  if (verb.kind === 'change') perform(around.store, verb.apply)
  else EFFECTS[verb.effect](around)
}

const EFFECTS = {
  openPicked: ({ store, effects }) => {
    const reference = pickedReference(store.getState())
    if (reference !== undefined) effects.open(reference)
  },
  reload: ({ store, effects }) => {
    const key = currentKey(store.getState())
    if (key === undefined) return
    effects.open(key)
  },
  copyPath: ({ store, terminal }) => copyPath(store, terminal),
  close: around => {
    const closed = closeOne(around.store.getState())
    if (closed === undefined) around.exit()
    else around.store.setState(closed, true)
  },
  quit: ({ exit }) => exit(),
  suspend: ({ terminal }) => void suspendToShell(terminal),
  openPicker: ({ store, effects }) => {
    perform(store, showPicker)
    effects.listImages()
  },
  pullYes: ({ effects }) => effects.answerPull(true),
  pullNo: ({ effects }) => effects.answerPull(false),
  redraw: ({ terminal }) => terminal.repaint(),
} as const satisfies Record<EffectName, (around: Around) => void>

/** What is left when the uppermost thing is closed; `undefined` when that was the last one. */
function closeOne(state: State): State | undefined {
  if (state.overlay.kind !== 'none') return { ...state, overlay: { kind: 'none' } }
  const beneath = screenBeneath(state)
  return beneath && { ...state, screen: beneath }
}

/** What Enter opens: the row under the cursor, else what was typed. */
function pickedReference({ picker }: State): string | undefined {
  const row = pickerRows(picker)[pickerCursor(picker)]
  return row?.reference ?? (picker.filter === '' ? undefined : picker.filter)
}

function copyPath(store: Store, terminal: Around['terminal']): void {
  const path = pathUnderCursor(store.getState())
  if (path === undefined) return
  const sequence = copySequence(path, process.env)
  if (sequence !== undefined) terminal.send(sequence)
  perform(
    store,
    say,
    sequence === undefined
      ? 'This path is too long for the clipboard.'
      : `Sent to the terminal's clipboard: ${path}`,
  )
}

function pathUnderCursor(state: State): DisplayText | undefined {
  if (state.screen.kind !== 'waste') return displayName(shownCursor(state))
  const row = shownWaste(state)[wasteRow(state)]
  return row?.kind === 'item' ? displayName(row.item.path) : undefined
}
