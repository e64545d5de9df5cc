import type { Pane, State } from '../../src/store/state.ts'
import type { EffectName } from '../effects.ts'

/** What a key does: change the state, or cause something outside it. */
export type Verb =
  | { readonly kind: 'change'; readonly apply: (state: State) => State }
  | { readonly kind: 'effect'; readonly effect: EffectName }

export interface Binding {
  /** Words as `keyId` makes them: `j`, `ctrl-d`, `shift-tab`. */
  readonly keys: readonly string[]
  readonly verb: Verb
  /** What it does, for the help screen and the README. */
  readonly says: string
  /** How the status line shows it, when it does: the key as drawn, and one or two words. */
  readonly hint?: Hint
}

/** A key as drawn, one or two words, and the pane that must have the keys for it to be worth showing. */
export type Hint = readonly [key: string, words: string, pane?: Pane]

/** Where a binding holds. `everywhere` comes last: a screen's own binding wins. */
export type KeyContext =
  | 'explore'
  | 'compare'
  | 'differences'
  | 'cache'
  | 'table'
  | 'picker'
  | 'waste'
  | 'config'
  | 'doctor'
  | 'contents'
  | 'viewer'
  | 'fault'
  | 'help'
  | 'explain'
  | 'pull'
  | 'lend'
  | 'everywhere'

export function change(apply: (state: State) => State): Verb {
  return { kind: 'change', apply }
}

export function effect(name: EffectName): Verb {
  return { kind: 'effect', effect: name }
}
