import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { byteString } from '../../../src/image/byte-string.ts'
import { parseTreePath } from '../../../src/image/tree-path.ts'
import { typeFilterInCompare } from '../../../src/store/actions/compare/filter-compare.ts'
import {
  acceptFindInCompare,
  nextInCompare,
  startFindInCompare,
  typeFindInCompare,
} from '../../../src/store/actions/compare/find-in-compare.ts'
import {
  enterCompare,
  foldAllMerged,
  stepInCompare,
  stepOutOfCompare,
} from '../../../src/store/actions/compare/fold-merged.ts'
import { markLayer } from '../../../src/store/actions/compare/mark-layer.ts'
import { moveInCompare, pageInCompare } from '../../../src/store/actions/compare/move-in-compare.ts'
import { showComparison } from '../../../src/store/actions/compare/show-comparison.ts'
import { swapSides } from '../../../src/store/actions/compare/show-differences.ts'
import { showMergedPath } from '../../../src/store/actions/compare/show-merged-path.ts'
import { cycleMergedSort, toggleState } from '../../../src/store/actions/compare/sort-merged.ts'
import { selectStep } from '../../../src/store/actions/move-cursor.ts'
import { openImage } from '../../../src/store/actions/open-image.ts'
import { peel } from '../../../src/store/actions/peel.ts'
import { cycleScope } from '../../../src/store/actions/set-scope.ts'
import { closeScreen, showComparePicker } from '../../../src/store/actions/show-screen.ts'
import { compareWithEarlier } from '../../../src/store/actions/tell-rebuild.ts'
import { comparedPair } from '../../../src/store/selectors/compare/comparison.ts'
import { hitRows, shownState } from '../../../src/store/selectors/compare/matching-rows.ts'
import { mergedPane } from '../../../src/store/selectors/compare/merged-pane.ts'
import { currentCompare, currentPair } from '../../../src/store/selectors/compare/pair.ts'
import { pickedReferences } from '../../../src/store/selectors/picker-rows.ts'
import type { State } from '../../../src/store/state.ts'
import { createLayerscopeStore } from '../../../src/store/store.ts'
import { parentRow } from '../../../src/tree/merged-tree.ts'
import { imageOf, imageOfTexts } from '../../analysis/compare/images.ts'
import { comparing, drawMerged, read } from '../comparing.ts'
import { apply } from '../exploring.ts'

const A = imageOfTexts(
  'usr/lib/x 300; usr/lib/y 20; etc/a 10; top 7 @moved; keep 5',
  'old/one 40; old/two 50',
)
const B = imageOfTexts('usr/lib/x 100; usr/lib/y 20; etc/a 10 @other; bottom 7 @moved; keep 5', 'new/one 60')
const pair = (): State => comparing({ A, B })

describe('what is compared', () => {
  test.each([
    [['A', 'B'], 'compare'],
    [['A', 'A'], 'compare'],
    [['A', 'B', 'A'], 'compare'],
    [['A', 'B', 'C'], 'table'],
  ])('%j is shown as %s', (keys, screen) => {
    const state = showComparison(createLayerscopeStore({ columns: 80, rows: 24 }).getState(), keys)
    expect(state.screen.kind).toBe(screen)
  })

  test('the same image twice differs in nothing', () => {
    expect(drawMerged(showComparison(pair(), ['A', 'A']))).toEqual(['> ▾ /'])
  })

  test('swapped, what was added is removed, by as much', () => {
    const [before, after] = [totals(pair()), totals(swapSides(pair()))]
    expect(after).toMatchObject({ a: before.b, b: before.a, added: before.removed, grown: before.shrunk })
  })

  test('of images that are in a picker, marked ones come before the one under the cursor', () => {
    const items = ['x', 'y', 'z'].map(reference => ({
      ...{ reference, origin: 'archive' as const, bytes: null, created: null, description: null },
    }))
    const picking = (compareWith: string[], marked: string[]): State => ({
      ...pair(),
      screen: { kind: 'picker', compareWith },
      picker: {
        ...{ list: { kind: 'listed', items, problem: null }, filter: '', cursor: 'x', top: 0 },
        marked: new Set(marked),
      },
    })
    expect(pickedReferences(picking([], []))).toEqual(['x'])
    expect(pickedReferences(picking([], ['z']))).toEqual(['z', 'x'])
    expect(pickedReferences(picking([], ['z', 'y']))).toEqual(['z', 'y'])
    expect(pickedReferences(picking(['A'], []))).toEqual(['A', 'x'])
    expect(pickedReferences(picking(['A'], ['y']))).toEqual(['A', 'y'])
    expect(pickedReferences(picking(['A'], ['x', 'y']))).toEqual(['A', 'x', 'y'])
  })
})

describe('the merged tree', () => {
  test('stands by difference, the largest first, and what is the same stays away', () => {
    expect(drawMerged(foldAllMerged(pair(), 'open'))).toEqual([
      '> ▾ /',
      '  ▾ /usr/lib',
      '    /usr/lib/x',
      '  ▾ /old',
      '    /old/two',
      '    /old/one',
      '  ▾ /new',
      '    /new/one',
      '    /bottom',
      '    /top',
      '  ▾ /etc',
      '    /etc/a',
    ])
  })

  test('shows and hides states; Esc puts them back', () => {
    const all = apply(
      pair(),
      now => foldAllMerged(now, 'open'),
      now => toggleState(now, 'same'),
    )
    expect(drawMerged(all)).toContain('    /usr/lib/y')
    expect(drawMerged(all)).toContain('    /keep')
    const without = ['removed', 'moved', 'added'] as const
    const hidden = without.reduce((now, state) => toggleState(now, state), foldAllMerged(pair(), 'open'))
    expect(drawMerged(hidden)).toEqual(['> ▾ /', '  ▾ /usr/lib', '    /usr/lib/x', '  ▾ /etc', '    /etc/a'])
    expect(drawMerged(peel(hidden))).toEqual(drawMerged(foldAllMerged(pair(), 'open')))
  })

  // biome-ignore format: one filter per line
  test.each([
    ['status:D',        ['/old', '/old/two', '/old/one']],
    ['status:R',        ['/bottom', '/top']],
    ['status:AM x',     ['/usr/lib', '/usr/lib/x']],
    ['size>90 type:f',  ['/usr/lib', '/usr/lib/x']],
    ['status:AD one',   ['/new', '/new/one', '/old', '/old/one']],
  ])('filtered by %s', (filter, paths) => {
    const lines = drawMerged(typeFilterInCompare(foldAllMerged(pair(), 'open'), filter)).slice(1)
    expect(lines.map(line => line.slice(4)).sort()).toEqual([...paths].sort())
  })

  test('a filter it does not understand is explained and changes nothing', () => {
    const state = typeFilterInCompare(pair(), 'status:X')
    expect(state.overlay).toMatchObject({ problem: expect.stringContaining('valid are A, M, D, U') })
    expect(currentCompare(state).filter).toBe('')
  })

  test('goes through its orders and back to the first', () => {
    let state = pair()
    const orders = Array.from({ length: 8 }, () => {
      state = cycleMergedSort(state)
      return `${currentCompare(state).sort.by} ${currentCompare(state).sort.reversed ? '↑' : '↓'}`
    })
    expect(orders).toEqual(['difference ↑', 'a ↓', 'a ↑', 'b ↓', 'b ↑', 'name ↓', 'name ↑', 'difference ↓'])
  })

  test('is walked like the explorer', () => {
    const closed = foldAllMerged(pair(), 'closed')
    expect(drawMerged(closed)).toEqual([
      '> ▾ /',
      '  ▸ /usr/lib',
      '  ▸ /old',
      '  ▸ /new',
      '    /bottom',
      '    /top',
      '  ▸ /etc',
    ])
    const inside = apply(closed, now => moveInCompare(now, 1), enterCompare, stepInCompare)
    expect(drawMerged(inside).slice(0, 3)).toEqual(['  ▾ /', '  ▾ /usr/lib', '>   /usr/lib/x'])
    expect(drawMerged(stepOutOfCompare(inside))[1]).toBe('> ▾ /usr/lib')
    expect(drawMerged(apply(inside, stepOutOfCompare, stepOutOfCompare))[1]).toBe('> ▸ /usr/lib')
    expect(currentCompare(enterCompare(inside))).toMatchObject({ focus: 'instruction', about: 'files' })
    expect(drawMerged(pageInCompare(inside, 1)).at(-1)).toBe('> ▸ /etc')
  })
})

describe('from difference to difference', () => {
  test('a directory that came or went as a whole is one', () => {
    expect(visited(pair(), 'next')).toEqual([
      '/usr/lib/x',
      '/old',
      '/new',
      '/bottom',
      '/top',
      '/etc/a',
      '/usr/lib/x',
    ])
    expect(visited(pair(), 'previous').slice(0, 3)).toEqual(['/etc/a', '/top', '/bottom'])
  })

  test('every one that is shown is come by exactly once, in both directions, whatever the trees', () => {
    fc.assert(
      fc.property(anyTree, anyTree, (a, b) => {
        const state = comparing({ a, b })
        const pane = mergedPane(state)
        if (pane === undefined) throw new Error('There is no tree.')
        const { tree } = pane
        const { hidden, filter } = currentCompare(state)
        const isHit = hitRows(tree, hidden, filter)
        const tops = Array.from({ length: tree.size - 1 }, (_, at) => at + 1).filter(row => {
          const became = shownState(tree, row)
          const isWhole = became === 'added' || became === 'removed'
          return isHit(row) && !(isWhole && shownState(tree, parentRow(tree, row)) === became)
        })
        const seen = visited(state, 'next', tops.length)
        expect(new Set(seen).size).toBe(tops.length)
        expect(visited(state, 'previous', tops.length)).toEqual(seen.toReversed())
      }),
      { numRuns: 60 },
    )
  })

  test('while something is looked for, from match to match', () => {
    const looking = apply(
      pair(),
      startFindInCompare,
      now => typeFindInCompare(now, 'one'),
      acceptFindInCompare,
    )
    expect(currentCompare(looking)).toMatchObject({ cursor: '/old/one', find: 'one' })
    expect(currentCompare(nextInCompare(looking, 'next')).cursor).toBe('/new/one')
    const nowhere = apply(
      pair(),
      startFindInCompare,
      now => typeFindInCompare(now, 'zebra'),
      acceptFindInCompare,
    )
    expect(nowhere.notice?.text).toBe('Nothing that is shown matches "zebra".')
  })

  test('where there is none, it says so', () => {
    expect(nextInCompare(showComparison(pair(), ['A', 'A']), 'next').notice?.text).toBe(
      'Nothing that is shown differs.',
    )
  })
})

describe('layers', () => {
  const explored = (): State => openImageRead('A', A)

  test('two of one image: what either writes itself', () => {
    const state = apply(explored(), markLayer, now => selectStep(now, 1), markLayer)
    expect(currentPair(state)).toEqual({ a: layerOf('A', 0), b: layerOf('A', 1) })
    expect(drawMerged(state)).toContain('  ▾ /old')
    expect(closeScreen(state)?.screen).toEqual({ kind: 'explore', image: 'A' })
  })

  test('with all layers up to here shown, what the two stand on', () => {
    const state = apply(explored(), markLayer, now => selectStep(now, 1), cycleScope, markLayer)
    expect(currentPair(state)?.a.extent).toEqual({ kind: 'upTo', layer: 0 })
    expect(drawMerged(foldAllMerged(state, 'open')).slice(1)).toEqual([
      '  ▾ /old',
      '    /old/two',
      '    /old/one',
    ])
  })

  test('the same layer twice takes the mark away', () => {
    const state = apply(explored(), markLayer, markLayer)
    expect(state.marked).toBeNull()
    expect(state.screen.kind).toBe('explore')
  })

  test('one of another image', () => {
    const marked = markLayer(explored())
    const other = read(openImage(marked, 'B'), { B })
    expect(currentPair(markLayer(other))).toEqual({ a: layerOf('A', 0), b: layerOf('B', 0) })
  })

  test('of which one could not be read cannot be compared', () => {
    const broken = imageOf({ layers: [{ lines: ['a 1'] }, { lines: ['b 1'], unreadable: true }] })
    const state = apply(openImageRead('X', broken), markLayer, now => selectStep(now, 1), markLayer)
    expect(drawMerged(state)).toEqual([])
    const shown = currentPair(state)
    expect(shown && comparedPair(state, shown)?.tree).toBeNull()
  })
})

describe('an image read again', () => {
  test('says what is new, and p compares the two builds', () => {
    const again = read(openImage(openImageRead('A', A), 'A'), { A: B })
    expect(again.notice?.text).toBe('Read again: 2 of 2 layers are new. p shows what changed, x why.')
    const state = compareWithEarlier(again)
    expect(currentPair(state)).toMatchObject({ a: { image: 'A (before)' }, b: { image: 'A' } })
    expect(drawMerged(state)).toContain('  ▾ /usr/lib')
  })

  test('that is the same says so, and there is nothing to compare', () => {
    const again = read(openImage(openImageRead('A', A), 'A'), { A })
    expect(again.notice?.text).toBe('Read again: the same image as before.')
    expect(compareWithEarlier(again).screen.kind).toBe('explore')
  })
})

test('closing leads back to where a screen was opened from', () => {
  const explored = openImageRead('A', A)
  const picking = showComparePicker(explored)
  expect(picking.screen).toEqual({ kind: 'picker', compareWith: ['A'] })
  const compared = showComparison(picking, ['A', 'B'])
  expect(closeScreen(compared)?.screen).toEqual({ kind: 'explore', image: 'A' })
  expect(closeScreen(pair())).toBeUndefined()
})

function openImageRead(key: string, analysis: typeof A): State {
  return read(openImage(createLayerscopeStore({ columns: 120, rows: 40 }).getState(), key), {
    [key]: analysis,
  })
}

function layerOf(image: string, layer: number) {
  return { image, extent: { kind: 'layer', layer } }
}

function totals(state: State) {
  const tree = mergedPane(state)?.tree
  if (tree === undefined) throw new Error('There is no tree.')
  return tree.totals
}

/** Where the cursor is after each press of `n` or `N`, from the root. */
function visited(start: State, direction: 'next' | 'previous', presses = 7): string[] {
  let state = showMergedPath(start, parseTreePath(byteString('/')))
  return Array.from({ length: presses }, () => {
    state = nextInCompare(state, direction)
    return currentCompare(state).cursor
  })
}

const anyTree = fc
  .uniqueArray(fc.stringMatching(/^[abc](\/[abc]){0,2}$/), { minLength: 1, maxLength: 10 })
  .chain(paths =>
    fc.tuple(...paths.map(path => fc.integer({ min: 0, max: 3 }).map(size => `${path}f ${size}`))),
  )
  .map(lines => imageOfTexts(lines.join('; ')))
