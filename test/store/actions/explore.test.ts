import { describe, expect, test } from 'vitest'
import { layer } from '../../../fixtures/recipe/recipe.ts'
import { byteString } from '../../../src/image/byte-string.ts'
import { parseTreePath } from '../../../src/image/tree-path.ts'
import { enter, goIn, goOut } from '../../../src/store/actions/enter.ts'
import {
  acceptFilter,
  cancelFilter,
  startFilter,
  typeFilter,
} from '../../../src/store/actions/filter-files.ts'
import { acceptFind, findNext, startFind, typeFind } from '../../../src/store/actions/find-path.ts'
import { focusNext, focusPane } from '../../../src/store/actions/focus-pane.ts'
import { foldAll, toggleFold } from '../../../src/store/actions/fold-directory.ts'
import { hush } from '../../../src/store/actions/hush.ts'
import { moveCursor, movePage, moveToEnd, selectStep } from '../../../src/store/actions/move-cursor.ts'
import { dragDivider, moveDivider } from '../../../src/store/actions/move-divider.ts'
import { peel } from '../../../src/store/actions/peel.ts'
import { resizeTerminal } from '../../../src/store/actions/resize-terminal.ts'
import { selectStepOfLayer } from '../../../src/store/actions/select-layer.ts'
import { cycleScope, setScope } from '../../../src/store/actions/set-scope.ts'
import { showPath } from '../../../src/store/actions/show-path.ts'
import { cycleSort } from '../../../src/store/actions/sort-files.ts'
import { toggleChange } from '../../../src/store/actions/toggle-change.ts'
import { toggleZoom } from '../../../src/store/actions/zoom-pane.ts'
import { currentView } from '../../../src/store/selectors/current.ts'
import type { State } from '../../../src/store/state.ts'
import { apply, drawFiles, exploring } from '../exploring.ts'
import { imageOf } from '../images.ts'

const TREE = imageOf([
  ['RUN one', layer('a/x 10', 'a/y 20', 'b/c/d/deep 500', 'top 1')],
  ['ENV x=y', null],
  ['RUN two', layer('a/x 11', 'a/.wh.y', 'new 5')],
])
const closed = (): State => apply(exploring(TREE), toFiles, now => foldAll(now, 'closed'))

describe('moving', () => {
  test('stops at both ends', () => {
    const state = closed()
    expect(drawFiles(moveCursor(state, -1))).toEqual(drawFiles(state))
    expect(drawFiles(moveToEnd(state, 'last')).at(-1)).toBe('>   /top')
    expect(drawFiles(moveCursor(moveToEnd(state, 'last'), 1)).at(-1)).toBe('>   /top')
  })

  test('a page is what the pane shows, half a page half of it', () => {
    const many = imageOf([['RUN x', layer(...Array.from({ length: 100 }, (_, at) => `f${100 + at} 1`))]])
    const state = toFiles(exploring(many, { columns: 80, rows: 24 }))
    const rowAfter = (pages: number) =>
      drawFiles(movePage(state, pages)).findIndex(line => line.startsWith('>'))
    expect([rowAfter(1), rowAfter(0.5)]).toEqual([20, 10])
  })

  test('another step keeps the cursor on its path where that path is', () => {
    const state = apply(
      exploring(TREE),
      toFiles,
      now => showPath(now, path('/a/x')),
      now => selectStep(now, 2),
    )
    expect(drawFiles(state)).toEqual(['  ▾ /', '  ▾ /a', '    /a/y', '>   /a/x', '    /new'])
  })

  test('where the path is not, the nearest directory above it has the cursor', () => {
    const state = apply(
      exploring(TREE),
      toFiles,
      now => showPath(now, path('/b/c/d/deep')),
      now => selectStep(now, 2),
    )
    expect(drawFiles(state)[0]).toBe('> ▾ /')
    expect(currentView(state).cursor).toBe('/b/c/d/deep')
  })
})

describe('directories', () => {
  test('open one by one; those that hold only one directory share a line', () => {
    expect(drawFiles(closed())).toEqual(['> ▾ /', '    /b/c/d', '    /a', '    /top'])
    const opened = apply(closed(), down, toggleFold)
    expect(drawFiles(opened)).toEqual(['  ▾ /', '> ▾ /b/c/d', '    /b/c/d/deep', '    /a', '    /top'])
    expect(drawFiles(toggleFold(opened))).toEqual(['  ▾ /', '>   /b/c/d', '    /a', '    /top'])
  })

  test('→ opens, then goes in; ← goes out, then closes, at last to the layers', () => {
    const inside = apply(closed(), down, goIn, goIn)
    expect(drawFiles(inside)[2]).toBe('>   /b/c/d/deep')
    const out = goOut(inside)
    expect(drawFiles(out)[1]).toBe('> ▾ /b/c/d')
    expect(drawFiles(goOut(out))[1]).toBe('>   /b/c/d')
    expect(drawFiles(apply(out, goOut, goOut))[0]).toBe('> ▾ /')
    expect(currentView(apply(out, goOut, goOut, goOut)).focus).toBe('layers')
  })

  test('all open, all closed', () => {
    expect(drawFiles(foldAll(closed(), 'open'))).toEqual([
      '> ▾ /',
      '  ▾ /b/c/d',
      '    /b/c/d/deep',
      '  ▾ /a',
      '    /a/y',
      '    /a/x',
      '    /top',
    ])
  })

  test('Enter goes from a layer to its files, and there opens and closes', () => {
    const files = enter(exploring(TREE))
    expect(currentView(files).focus).toBe('files')
    expect(drawFiles(apply(files, now => foldAll(now, 'closed'), down, enter))[1]).toBe('> ▾ /b/c/d')
  })

  test('a chain is one place: every directory in it is found on its line', () => {
    const state = apply(closed(), now => showPath(now, path('/b/c')))
    expect(drawFiles(state).find(line => line.startsWith('>'))).toContain('/b/c/d')
  })
})

describe('what is shown', () => {
  test('goes from the changes of the layer to all layers up to it to the final tree', () => {
    const scopes = [
      exploring(TREE),
      ...[1, 2, 3].map(times => apply(exploring(TREE), ...Array(times).fill(cycleScope))),
    ]
    expect(scopes.map(state => currentView(state).scope)).toEqual(['changes', 'stacked', 'final', 'changes'])
  })

  test('a removed path is a change, and gone from the stacked tree', () => {
    const second = apply(exploring(TREE), now => selectStepOfLayer(now, 1))
    expect(drawFiles(second)).toContain('    /a/y')
    expect(drawFiles(setScope(second, 'stacked'))).not.toContain('    /a/y')
  })

  test('a step without a layer has no changes, but the files up to it', () => {
    const step = selectStep(exploring(TREE), 1)
    expect(drawFiles(step)).toEqual([])
    expect(drawFiles(setScope(step, 'stacked'))).toContain('  ▾ /a')
  })

  test('statuses are hidden and shown again; directories that lead nowhere go with them', () => {
    const second = apply(exploring(TREE), now => selectStepOfLayer(now, 1))
    const without = toggleChange(second, 'removed')
    expect(drawFiles(without)).toEqual(['> ▾ /', '  ▾ /a', '    /a/x', '    /new'])
    expect(drawFiles(toggleChange(without, 'removed'))).toEqual(drawFiles(second))
    expect(drawFiles(toggleChange(toggleChange(without, 'modified'), 'added'))).toEqual(['> ▾ /'])
  })

  test('every order, and each backwards', () => {
    const orders = Array.from({ length: 9 }, (_, times) => {
      const { sort } = currentView(apply(exploring(TREE), ...Array(times).fill(cycleSort)))
      return `${sort.by}${sort.reversed ? ' reversed' : ''}`
    })
    const reversed = (order: string) => [order, `${order} reversed`]
    expect(orders).toEqual([...['bytes', 'name', 'change', 'mtime'].flatMap(reversed), 'bytes'])
    const byName = apply(closed(), cycleSort, cycleSort)
    expect(drawFiles(byName)).toEqual(['> ▾ /', '    /a', '    /b/c/d', '    /top'])
  })
})

describe('find', () => {
  const finding = (text: string) => apply(closed(), startFind, now => typeFind(now, text))

  test('opens what leads to the match, and only that', () => {
    expect(drawFiles(finding('deep'))).toEqual([
      '  ▾ /',
      '  ▾ /b/c/d',
      '>   /b/c/d/deep',
      '    /a',
      '    /top',
    ])
    expect(drawFiles(typeFind(finding('deep'), 'to'))).toEqual(['  ▾ /', '    /b/c/d', '    /a', '>   /top'])
  })

  test('n and N go round', () => {
    const all = [finding('x'), findNext(finding('x'), 'next'), findNext(finding('x'), 'previous')]
    expect(all.map(state => currentView(state).cursor)).toEqual(['/a/x', '/a/x', '/a/x'])
    const two = apply(closed(), startFind, now => typeFind(now, 'a'), acceptFind)
    expect(currentView(two).cursor).toBe('/a')
  })

  test('two matches on one line of directories do not hold n up', () => {
    const state = apply(closed(), startFind, now => typeFind(now, 'd'), acceptFind)
    expect(currentView(state).cursor).toBe('/b/c/d')
    const next = findNext(state, 'next')
    expect(currentView(next).cursor).toBe('/b/c/d/deep')
    expect(currentView(findNext(next, 'previous')).cursor).toBe('/b/c/d')
  })

  test('with a slash it looks at paths', () => {
    expect(currentView(finding('a/x')).cursor).toBe('/a/x')
  })

  test('what is nowhere leaves the cursor, and says so when accepted', () => {
    const state = acceptFind(finding('zebra'))
    expect(currentView(state).cursor).toBe('/')
    expect(state.notice).toEqual({ tone: 'problem', text: 'Nothing in this tree matches "zebra".' })
    expect(hush(state).notice).toBeNull()
    expect(findNext(closed(), 'next').notice?.tone).toBe('plain')
  })
})

describe('filter', () => {
  const filtering = (text: string) => apply(exploring(TREE), startFilter, now => typeFilter(now, text))

  test('shows what passes and the way to it, everything open', () => {
    expect(drawFiles(filtering('size>=20 type:f'))).toEqual([
      '> ▾ /',
      '  ▾ /b/c/d',
      '    /b/c/d/deep',
      '  ▾ /a',
      '    /a/y',
    ])
  })

  test('while it is no filter the last one holds, and the line stays open', () => {
    const wrong = typeFilter(filtering('top'), 'top size>')
    expect(currentView(wrong).filter).toBe('top')
    expect(wrong.overlay).toMatchObject({ kind: 'filter', problem: expect.stringContaining('size>1M') })
    expect(acceptFilter(wrong)).toBe(wrong)
    expect(acceptFilter(typeFilter(wrong, 'top')).overlay.kind).toBe('none')
  })

  test('Esc shows everything again', () => {
    expect(currentView(cancelFilter(filtering('top'))).filter).toBe('')
  })
})

describe('Esc takes one thing away at a time and never ends the program', () => {
  test('find, filter, hidden statuses, zoom, then back to the layers', () => {
    const all = apply(
      exploring(TREE),
      startFilter,
      now => typeFilter(now, 'x'),
      acceptFilter,
      startFind,
      now => typeFind(now, 'x'),
      acceptFind,
      now => toggleChange(now, 'removed'),
      toggleZoom,
    )
    const seen = Array.from({ length: 7 }, (_, times) => {
      const { find, filter, hidden, zoomed, focus } = currentView(apply(all, ...Array(times).fill(peel)))
      return [find, filter, hidden.size, zoomed, focus]
    })
    expect(seen).toEqual([
      ['x', 'x', 1, 'files', 'files'],
      ['', 'x', 1, 'files', 'files'],
      ['', '', 1, 'files', 'files'],
      ['', '', 0, 'files', 'files'],
      ['', '', 0, null, 'files'],
      ['', '', 0, null, 'layers'],
      ['', '', 0, null, 'layers'],
    ])
  })
})

describe('panes', () => {
  test('Tab goes round them, in a zoomed screen too', () => {
    const order = [0, 1, 2, 3].map(
      times => currentView(apply(exploring(TREE), ...Array(times).fill(next))).focus,
    )
    expect(order).toEqual(['layers', 'files', 'instruction', 'layers'])
    expect(currentView(apply(exploring(TREE), toggleZoom, next)).zoomed).toBe('files')
  })

  test('the divider stays where both columns can be read', () => {
    expect(currentView(apply(exploring(TREE), now => moveDivider(now, 500))).divider).toBe(80)
    expect(currentView(apply(exploring(TREE), now => dragDivider(now, 0))).divider).toBe(20)
  })

  test('nothing happens where there is no image', () => {
    const state = resizeTerminal(
      { ...exploring(TREE), screen: { kind: 'picker', compareWith: [] } },
      { columns: 1, rows: 1 },
    )
    for (const action of [next, toggleZoom, cycleSort, cycleScope, toggleFold, goIn, enter, down, startFind])
      expect(action(state).views).toBe(state.views)
  })
})

function toFiles(state: State): State {
  return focusPane(state, 'files')
}

function next(state: State): State {
  return focusNext(state, 1)
}

function down(state: State): State {
  return moveCursor(state, 1)
}

function path(text: string) {
  return parseTreePath(byteString(text))
}
