import type { State } from '../../src/store/state.ts'
import { type Binding, change } from './binding.ts'

/** The keys of a screen that is one long text. */
export function scrollKeys(scroll: (state: State, rows: number) => State): readonly Binding[] {
  const by = (rows: number) => change(state => scroll(state, rows))
  return [
    { keys: ['up', 'k'], verb: by(-1), says: 'up one row', hint: ['↑↓', 'scroll'] },
    { keys: ['down', 'j'], verb: by(1), says: 'down one row' },
    { keys: ['ctrl-d', 'pageDown', 'space', 'ctrl-f'], verb: by(10), says: 'down ten rows' },
    { keys: ['ctrl-u', 'pageUp', 'ctrl-b'], verb: by(-10), says: 'up ten rows' },
    { keys: ['home', 'g'], verb: by(-Infinity), says: 'to the top' },
    { keys: ['end', 'G'], verb: by(Infinity), says: 'to the end' },
  ]
}
