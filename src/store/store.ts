import { createStore, type StoreApi } from 'zustand/vanilla'
import { INITIAL_TABLE, NO_PLAN } from './compare-state.ts'
import type { State, TerminalSize } from './state.ts'
import { INITIAL_VIEWER } from './viewer-state.ts'

export type Store = StoreApi<State>

/** What one verb does to the state: pure, one file each in `actions/`. */
export type Transition<Arguments extends readonly unknown[] = []> = (
  state: State,
  ...args: Arguments
) => State

/** A store that shows the picker until an image is opened. */
export function createLayerscopeStore(terminal: TerminalSize): Store {
  return createStore<State>(() => ({
    images: new Map(),
    screen: { kind: 'picker', compareWith: [] },
    trail: [],
    overlay: { kind: 'none' },
    views: new Map(),
    waste: new Map(),
    config: new Map(),
    doctor: new Map(),
    contentsViews: new Map(),
    viewer: INITIAL_VIEWER,
    picker: { list: { kind: 'loading' }, filter: '', cursor: null, top: 0, marked: new Set() },
    comparisons: new Map(),
    contents: null,
    table: INITIAL_TABLE,
    pull: NO_PLAN,
    marked: null,
    work: null,
    notice: null,
    dragging: false,
    terminal,
  }))
}

/** Applies a transition; the only way the state changes. */
export function perform<Arguments extends readonly unknown[]>(
  store: Store,
  transition: Transition<Arguments>,
  ...args: Arguments
): void {
  store.setState(state => transition(state, ...args), true)
}
