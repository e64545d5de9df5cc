import type { State } from '../../src/store/state.ts'
import { KEYMAP } from '../keymap.ts'
import { type Key, keyId } from '../terminal/terminal-event.ts'
import type { Binding, Verb } from './binding.ts'
import { keyContext } from './key-context.ts'
import { editText, textEntry } from './text-entry.ts'

/** What a key means now; a key that means nothing does nothing. */
export function verbOfKey(state: State, key: Key): Verb | undefined {
  return typed(state, key) ?? findBinding(state, keyId(key))?.verb
}

/** The binding a key has on the screen as it is. */
export function findBinding(state: State, id: string): Binding | undefined {
  const own = KEYMAP[keyContext(state)]
  return [...own, ...KEYMAP.everywhere].find(({ keys }) => keys.includes(id))
}

/** A key that goes into, or edits, the line being typed. */
function typed(state: State, key: Key): Verb | undefined {
  const entry = textEntry(state)
  if (entry === undefined) return undefined
  const id = keyId(key)
  const special = entry.keys[id]
  if (special !== undefined) return special
  const edited = entry.text === '' && state.overlay.kind === 'none' ? undefined : editText(entry.text, id)
  const text = key.kind === 'char' ? whatIsTyped(state, entry.text, key.text) : edited
  return text === undefined ? undefined : { kind: 'change', apply: current => entry.type(current, text) }
}

/** In an empty picker line `?` and `q` are still commands: nobody looks for an image by these. */
function whatIsTyped(state: State, text: string, character: string): string | undefined {
  const isPicker = state.overlay.kind === 'none' && state.screen.kind === 'picker'
  if (isPicker && character === ' ') return undefined // marks: no reference has a space in it
  const idlePicker = isPicker && text === ''
  const idleHelp = state.overlay.kind === 'help' && text === ''
  if ((idlePicker || idleHelp) && (character === '?' || character === 'q')) return undefined
  return text + character
}
