import { type DisplayText, displayName } from '../src/report/display-name.ts'
import { closeOverlay } from '../src/store/actions/close-overlay.ts'
import { enterCompare } from '../src/store/actions/compare/fold-merged.ts'
import { say } from '../src/store/actions/say.ts'
import { closeUppermost, showComparePicker, showPicker } from '../src/store/actions/show-screen.ts'
import { chosenPath } from '../src/store/selectors/chosen-path.ts'
import { currentCompare } from '../src/store/selectors/compare/pair.ts'
import { pairRequest } from '../src/store/selectors/compare/pair-request.ts'
import { currentKey, imagesOnScreen } from '../src/store/selectors/current.ts'
import { isEarlierBuild } from '../src/store/selectors/earlier-build.ts'
import { shownCursor } from '../src/store/selectors/files-pane.ts'
import { pickedReferences } from '../src/store/selectors/picker-rows.ts'
import { shownWaste, wasteRow } from '../src/store/selectors/waste-layout.ts'
import type { State } from '../src/store/state.ts'
import { perform, type Store } from '../src/store/store.ts'
import type { EffectName, Effects } from './effects.ts'
import type { Verb } from './keys/binding.ts'
import { lendChosen, lendLongFile } from './lend-terminal.ts'
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
    const [reference, ...more] = pickedReferences(store.getState())
    if (reference === undefined) return
    if (more.length === 0) effects.open(reference)
    else effects.compare([reference, ...more])
  },
  reload: ({ store, effects }) => {
    const state = store.getState()
    const key = currentKey(state)
    if (key !== undefined) effects.open(key)
    else effects.readAgain(imagesOnScreen(state).filter(image => !isEarlierBuild(image)))
  },
  copyPath: ({ store, terminal }) => copyPath(store, terminal),
  close: around => {
    const closed = closeUppermost(around.store.getState())
    if (closed === undefined) around.exit()
    else around.store.setState(closed, true)
  },
  quit: ({ exit }) => exit('interrupted'),
  suspend: ({ terminal }) => void suspendToShell(terminal),
  openPicker: ({ store, effects }) => {
    perform(store, showPicker)
    effects.listImages()
  },
  pickOther: ({ store, effects }) => {
    perform(store, showComparePicker)
    effects.listImages()
  },
  viewDifference: ({ store, effects }) => {
    const request = pairRequest(store.getState())
    perform(store, enterCompare)
    if (request !== undefined && currentCompare(store.getState()).focus === 'instruction')
      effects.readDifference(request)
  },
  pullYes: ({ effects }) => effects.answerPull(true),
  pullNo: ({ effects }) => effects.answerPull(false),
  openInPager: around => lendChosen('pager', around),
  openInEditor: around => lendChosen('editor', around),
  lendYes: lendLongFile,
  extract: ({ store, effects }) => {
    const state = store.getState()
    const chosen = chosenPath(state)
    perform(store, closeOverlay)
    if (chosen !== undefined && state.overlay.kind === 'extract' && state.overlay.text.trim() !== '')
      effects.extract(chosen, state.overlay.text.trim())
  },
  redraw: ({ terminal }) => terminal.repaint(),
} as const satisfies Record<EffectName, (around: Around) => void>

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
  if (state.screen.kind === 'compare') return displayName(currentCompare(state).cursor)
  if (state.screen.kind === 'viewer') return displayName(state.screen.file.path)
  if (state.screen.kind !== 'waste') return displayName(shownCursor(state))
  const row = shownWaste(state).at(wasteRow(state))
  return row?.kind === 'item' ? displayName(row.item.path) : undefined
}
