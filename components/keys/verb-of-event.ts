import { hush } from '../../src/store/actions/hush.ts'
import type { State } from '../../src/store/state.ts'
import type { PasteEvent, TerminalEvent } from '../terminal/terminal-event.ts'
import { change, type Verb } from './binding.ts'
import { verbOfKey } from './handle-key.ts'
import { verbOfMouse } from './handle-mouse.ts'
import { withinEnds } from './scroll-ends.ts'
import { textEntry } from './text-entry.ts'

/** What an event means on the screen as it is; `undefined` when nothing. A notice goes with the next event. */
export function verbOfEvent(state: State, event: TerminalEvent): Verb | undefined {
  const verb = meaning(state, event)
  return verb?.kind === 'change' ? change(current => withinEnds(verb.apply(hush(current)))) : verb
}

function meaning(state: State, event: TerminalEvent): Verb | undefined {
  switch (event.kind) {
    case 'mouse':
      return verbOfMouse(state, event)
    case 'paste':
      return verbOfPaste(state, event)
    case 'char':
    case 'chord':
    case 'named':
      return verbOfKey(state, event)
    default:
      return event satisfies never
  }
}

/** Pasted text goes into the line being typed, its first line only; elsewhere it is no sequence of commands. */
function verbOfPaste(state: State, { text }: PasteEvent): Verb | undefined {
  const entry = textEntry(state)
  const [line = ''] = text.split('\n')
  return entry === undefined ? undefined : change(current => entry.type(current, entry.text + line))
}
