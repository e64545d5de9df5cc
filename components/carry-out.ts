import { type DisplayText, displayName } from '../src/report/display-name.ts'
import { openImage } from '../src/store/actions/open-image.ts'
import { say } from '../src/store/actions/say.ts'
import { showScreen } from '../src/store/actions/show-screen.ts'
import { wasteView } from '../src/store/actions/waste-list.ts'
import { currentImage, currentKey, currentView } from '../src/store/selectors/current.ts'
import { pickerCursor, pickerRows } from '../src/store/selectors/picker-rows.ts'
import { wasteRows } from '../src/store/selectors/waste-rows.ts'
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
    perform(store, openImage, key)
    effects.reload(key)
  },
  copyPath: ({ store, terminal }) => copyPath(store, terminal),
  close: around => {
    const { screen, overlay } = around.store.getState()
    const inside = overlay.kind !== 'none' || screen.kind === 'waste' || screen.kind === 'config'
    if (inside) perform(around.store, closeOne)
    else around.exit()
  },
  quit: ({ exit }) => exit(),
  suspend: ({ terminal }) => void suspendToShell(terminal),
  refreshPicker: ({ store, effects }) => {
    perform(store, showScreen, 'picker')
    effects.listImages()
  },
  pullYes: ({ effects }) => effects.answerPull(true),
  pullNo: ({ effects }) => effects.answerPull(false),
  redraw: ({ terminal }) => terminal.repaint(),
} as const satisfies Record<EffectName, (around: Around) => void>

function closeOne(state: State): State {
  if (state.overlay.kind !== 'none') return { ...state, overlay: { kind: 'none' } }
  return showScreen(state, 'explore')
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
  if (state.screen.kind !== 'waste') return displayName(currentView(state).cursor)
  const image = currentImage(state)
  const view = wasteView(state)
  const row = image?.kind === 'ready' ? wasteRows(image.analysis, view.closed)[view.row] : undefined
  return row?.kind === 'item' ? displayName(row.item.path) : undefined
}
