import type { Store } from '../src/store/store.ts'
import { App } from './app.tsx'
import type { Effects } from './effects.ts'
import { runApp } from './terminal/run-app.tsx'
import type { Terminal } from './terminal/terminal.ts'
import type { Ending } from './terminal/terminal-context.ts'
import type { Theme } from './theme.ts'

export interface ScreenOptions {
  readonly terminal: Terminal
  readonly theme: Theme
  readonly store: Store
  readonly effects: Effects
  /** Now, in milliseconds, for ages. */
  readonly now: number
}

/** Shows the screens until they are quit, and tells how. */
export function runScreen({ terminal, theme, store, effects, now }: ScreenOptions): Promise<Ending> {
  return runApp(<App store={store} effects={effects} now={now} />, { terminal, theme })
}
