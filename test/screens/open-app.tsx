import { App } from '../../components/app.tsx'
import type { Effects } from '../../components/effects.ts'
import type { Theme } from '../../components/theme.ts'
import type { State } from '../../src/store/state.ts'
import { createLayerscopeStore, type Store } from '../../src/store/store.ts'
import { exploring } from '../store/exploring.ts'
import { type OpenScreen, openScreen } from './open-screen.tsx'

export interface OpenApp extends OpenScreen {
  readonly store: Store
  /** What was asked for beyond the screen: `open api-service:naive`, `pull yes`, `list`. */
  readonly effects: readonly string[]
}

/** Noon of a day in May 2024, from which ages are told. */
export const NOW = Date.UTC(2024, 4, 2, 12)

/** The whole app in a state, on a terminal of its size. */
export async function openApp(
  state: State = exploring(),
  theme?: Theme,
  real: (store: Store) => Partial<Effects> = () => ({}),
): Promise<OpenApp> {
  const store = createLayerscopeStore(state.terminal)
  store.setState(state, true)
  const effects: string[] = []
  const app = <App store={store} effects={{ ...recorded(effects), ...real(store) }} now={NOW} />
  const screen = await openScreen(app, { ...state.terminal, ...(theme === undefined ? {} : { theme }) })
  return Object.assign(screen, { store, effects })
}

function recorded(log: string[]): Effects {
  return {
    open: reference => log.push(`open ${reference}`),
    compare: references => log.push(`compare ${references.join(' ')}`),
    readAgain: references => log.push(`read again ${references.join(' ')}`),
    readDifference: ({ path }) => log.push(`read ${path}`),
    answerPull: pull => log.push(pull ? 'pull yes' : 'pull no'),
    listImages: () => log.push('list'),
    compareVersions: ({ file }) =>
      log.push(`compare ${file.path} of layer ${file.layer} with the one before`),
    lendFile: ({ file }) => log.push(`lend ${file.path} of layer ${file.layer}`),
    extract: (_chosen, place) => log.push(`extract to ${place}`),
    searchTree: () => undefined,
    viewContent: wanted =>
      wanted !== null && log.push(`view ${wanted.file.path} of layer ${wanted.file.layer}`),
  }
}
