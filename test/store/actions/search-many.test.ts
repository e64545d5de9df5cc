import { expect, test } from 'vitest'
import { answerSearch } from '../../../src/store/actions/answer-search.ts'
import { acceptFilter, startFilter, typeFilter } from '../../../src/store/actions/filter-files.ts'
import { acceptFind, findNext, startFind, typeFind } from '../../../src/store/actions/find-path.ts'
import { selectStep } from '../../../src/store/actions/move-cursor.ts'
import { peel } from '../../../src/store/actions/peel.ts'
import { setScope } from '../../../src/store/actions/set-scope.ts'
import { showScreen } from '../../../src/store/actions/show-screen.ts'
import { currentView } from '../../../src/store/selectors/current.ts'
import { filesPane, shownCursor } from '../../../src/store/selectors/files-pane.ts'
import { searchInSlices, searchWanted } from '../../../src/store/selectors/tree-search.ts'
import type { State } from '../../../src/store/state.ts'
import { atOnce } from '../../../src/tree/slices.ts'
import { apply, exploring } from '../exploring.ts'
import { answered, exploringMany } from '../large-image.ts'

/** Each text is asked of a tree that was asked nothing before. */
const typing = (text: string, many = exploringMany()) => typeFind(startFind(many), text)
const filtering = (text: string, many = exploringMany()) => typeFilter(startFilter(many), text)
const rowCount = (state: State) => filesPane(state)?.rows.count

test('in many paths a letter is shown first, and the cursor follows when the tree was asked', () => {
  const typed = typing('needle')
  expect(typed.overlay).toMatchObject({ kind: 'find', text: 'needle' })
  expect(shownCursor(typed)).toBe('/')
  expect(shownCursor(answered(typed))).toBe('/etc/needle-a')
  expect(searchWanted(answered(typed))).toBeNull()
})

test('in few paths nothing has to be waited for', () => {
  const typed = typeFind(startFind(exploring()), 'e')
  expect(searchWanted(typed)).toBeNull()
  expect(shownCursor(typed)).not.toBe('/')
})

test('the answer to an earlier letter changes nothing: the later one wins', () => {
  const first = typing('n')
  const search = searchWanted(first)
  if (search === null) throw new Error('nothing is wanted')
  atOnce(searchInSlices(search))
  const second = typeFind(first, 'nest')
  expect(answerSearch(second, search)).toBe(second)
  expect(shownCursor(answered(second))).toBe('/etc/nest')
})

test('Esc while the tree is being asked leads back, and nothing is asked any more', () => {
  const many = exploringMany()
  const back = peel(typing('needle', many))
  expect(searchWanted(back)).toBeNull()
  expect(currentView(back)).toEqual(currentView(startFind(many)))
})

test('Enter and n before the answer are done when it comes, in their order', () => {
  const asked = apply(typing('needle'), acceptFind, now => findNext(now, 'next'))
  expect(asked.overlay.kind).toBe('none')
  expect(shownCursor(asked)).toBe('/')
  expect(shownCursor(answered(asked))).toBe('/etc/needle-b')
  const known = apply(answered(typing('needle')), acceptFind, now => findNext(now, 'next'))
  expect(shownCursor(known)).toBe('/etc/needle-b')
})

test('Esc after Enter takes away what is waited for', () => {
  const peeled = peel(acceptFind(typing('needle')))
  expect(currentView(peeled)).toMatchObject({ find: '', awaitedFinds: [] })
})

test('that nothing matches is said once it is known, and not while typing', () => {
  expect(answered(typing('nowhere')).notice).toBeNull()
  const accepted = acceptFind(typing('nowhere'))
  expect(accepted.notice).toBeNull()
  expect(answered(accepted).notice?.text).toBe('Nothing in this tree matches "nowhere".')
})

test('n in another large tree asks that one', () => {
  const found = acceptFind(answered(typing('needle')))
  const elsewhere = findNext(selectStep(setScope(found, 'changes'), 1), 'next')
  expect(searchWanted(elsewhere)).not.toBeNull()
  expect(shownCursor(answered(elsewhere))).toBe('/etc/needle-b')
})

test('lines stay as they are until a large tree was asked for the filter', () => {
  const many = exploringMany()
  const typed = filtering('needle', many)
  expect(rowCount(typed)).toBe(rowCount(many))
  expect(rowCount(answered(typed))).toBe(4)
  expect(rowCount(answered(acceptFilter(typed)))).toBe(4)
})

test('a filter that waits can be edited, and Esc takes it away', () => {
  const accepted = acceptFilter(filtering('needle'))
  expect(startFilter(accepted).overlay).toMatchObject({ text: 'needle' })
  expect(currentView(peel(accepted))).toMatchObject({ filter: '', awaitedFilter: null })
  expect(searchWanted(peel(accepted))).toBeNull()
})

test('a filter that is taken away, or was answered before, needs no waiting', () => {
  const filtered = answered(filtering('needle'))
  expect(searchWanted(typeFilter(filtered, ''))).toBeNull()
  expect(searchWanted(typeFilter(typeFilter(filtered, ''), 'needle'))).toBeNull()
})

test('a find that waits does not lose the filter that waits', () => {
  const both = typeFind(startFind(acceptFilter(filtering('etc/'))), 'nest')
  const done = answered(both)
  expect(currentView(done)).toMatchObject({ filter: 'etc/', find: 'nest', awaitedFilter: null })
  expect(shownCursor(done)).toBe('/etc/nest')
})

test('on another screen nothing is asked', () => {
  expect(searchWanted(showScreen(acceptFind(typing('needle')), 'waste'))).toBeNull()
})
