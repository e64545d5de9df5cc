import { expect, test } from 'vitest'
import { TreeSearcher } from '../../../src/cli/screen/tree-searcher.ts'
import { startFind, typeFind } from '../../../src/store/actions/find-path.ts'
import { shownCursor } from '../../../src/store/selectors/files-pane.ts'
import { searchWanted } from '../../../src/store/selectors/tree-search.ts'
import { createLayerscopeStore, perform, type Store } from '../../../src/store/store.ts'
import { exploringMany } from '../../store/large-image.ts'

const RUNNING = new AbortController().signal

function typing(text: string): Store {
  const store = createLayerscopeStore({ columns: 120, rows: 40 })
  store.setState(startFind(exploringMany()), true)
  perform(store, typeFind, text)
  return store
}

function searcher(store: Store, ended = RUNNING): TreeSearcher {
  return new TreeSearcher(store, ended, error => {
    throw error
  })
}

/** When the state says that nothing is waited for. */
function nothingWanted(store: Store): Promise<void> {
  return new Promise(resolve => store.subscribe(state => searchWanted(state) === null && resolve()))
}

test('what is asked is answered after the turn it was asked in', async () => {
  const store = typing('needle')
  const before = store.getState()
  searcher(store).want(searchWanted(before))
  expect(store.getState()).toBe(before)
  await nothingWanted(store)
  expect(shownCursor(store.getState())).toBe('/etc/needle-a')
})

test('keys are let in while a tree is asked, and a later letter wins', async () => {
  const store = typing('n')
  const { want } = searcher(store)
  want(searchWanted(store.getState()))
  await turns(2)
  perform(store, typeFind, 'nest')
  want(searchWanted(store.getState()))
  await nothingWanted(store)
  expect(shownCursor(store.getState())).toBe('/etc/nest')
})

test('a search that nobody wants any more, or whose screens have ended, changes nothing', async () => {
  const ended = new AbortController()
  const stores = [typing('needle'), typing('needle')]
  const before = stores.map(store => store.getState())
  for (const store of stores) searcher(store, ended.signal).want(searchWanted(store.getState()))
  const [withdrawn] = stores
  if (withdrawn === undefined) throw new Error('no store')
  const { want } = searcher(withdrawn)
  want(searchWanted(withdrawn.getState()))
  want(null)
  ended.abort()
  await turns(100)
  expect(stores.map(store => store.getState())).toEqual(before)
})

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise(resolve => setImmediate(resolve))
}
