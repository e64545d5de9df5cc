import fc from 'fast-check'
import { expect, test } from 'vitest'
import { randomLayers } from '../../../fixtures/recipe/random-image.ts'
import { layer } from '../../../fixtures/recipe/recipe.ts'
import { focusPane } from '../../../src/store/actions/focus-pane.ts'
import { foldAll } from '../../../src/store/actions/fold-directory.ts'
import { moveCursor, selectStep } from '../../../src/store/actions/move-cursor.ts'
import { setScope } from '../../../src/store/actions/set-scope.ts'
import { currentImage, currentView } from '../../../src/store/selectors/current.ts'
import { type FilesPane, filesPane, pathOfRow } from '../../../src/store/selectors/files-pane.ts'
import { nextFound } from '../../../src/store/selectors/find-next.ts'
import { shownTree, viewsKept } from '../../../src/store/selectors/shown-tree.ts'
import { parentOf } from '../../../src/tree/overlay.ts'
import { shows } from '../../../src/tree/tree-view.ts'
import { apply, drawFiles, exploring } from '../exploring.ts'
import { imageOf } from '../images.ts'

test('with every directory open each path of the tree is on exactly one line', () => {
  fc.assert(
    fc.property(randomLayers, fc.constantFrom('changes', 'stacked', 'final'), (layers, scope) => {
      const image = imageOf(layers.map((lines, at) => [`RUN ${at}`, layer(...lines)]))
      const state = apply(
        exploring(image),
        now => selectStep(now, layers.length - 1),
        now => setScope(now, scope),
        now => foldAll(now, 'open'),
      )
      const pane = filesPane(state)
      if (pane === undefined) return
      const onLines = Array.from({ length: pane.rows.count }, (_, row) => {
        const nodes = nodesOfLine(pane, row)
        for (const node of nodes) expect(pane.rows.lineOf(node)).toBe(row)
        return nodes
      })
      const shown = [...pane.view.versions.keys()].filter(node => shows(pane.view, node))
      expect(onLines.flat().sort((one, other) => one - other)).toEqual(shown)
    }),
    { numRuns: 100 },
  )
})

test('n visits every match once, in the order of the open rows, and comes round', () => {
  fc.assert(
    fc.property(randomLayers, layers => {
      const image = imageOf(layers.map((lines, at) => [`RUN ${at}`, layer(...lines)]))
      const state = foldAll(setScope(exploring(image), 'final'), 'open')
      const pane = filesPane(state)
      if (pane === undefined) return
      const { sort } = currentView(state)
      const rows = Array.from({ length: pane.rows.count }, (_, row) => pathOfRow(pane, row))
      const visited: string[] = []
      let at = nextFound(pane.view, 'a', sort, pathOfRow(pane, 0) ?? currentView(state).cursor, 'next')
      while (at !== undefined && !visited.includes(at)) {
        visited.push(at)
        at = nextFound(pane.view, 'a', sort, at, 'next')
      }
      const shown = rows.filter(path => path !== undefined && visited.includes(path))
      expect(shown).toEqual(visited.filter(path => rows.some(row => row === path)))
      expect(at).toBe(visited[0])
    }),
    { numRuns: 100 },
  )
})

test('a tree that is shown first opens its largest directories, as far as the screen goes', () => {
  const many = Array.from({ length: 40 }, (_, at) => `small/f${at} 10`)
  const image = imageOf([['RUN x', layer('big/a 5000', 'big/b 4000', 'tiny/c 1', ...many)]])
  const drawn = drawFiles(exploring(image, { columns: 80, rows: 24 }))
  expect(drawn).toEqual(['> ▾ /', '  ▾ /big', '    /big/a', '    /big/b', '    /small', '    /tiny'])
})

test('trees that were looked at are kept', () => {
  const image = imageOf(Array.from({ length: 30 }, (_, at) => [`RUN ${at}`, layer(`f${at} 1`)]))
  const start = exploring(image)
  const viewOf = (step: number) => {
    const state = selectStep(start, step)
    const shown = shownTree(currentImage(state), currentView(state))
    return shown.kind === 'tree' ? shown.view : undefined
  }
  const first = viewOf(0)
  for (let step = 1; step < 30; step++) viewOf(step)
  expect(viewOf(0)).toBe(first)
})

test.each([
  [1000, 3000],
  [100_000, 30],
  [1_000_000, 4],
  [20_000_000, 4],
])('of an image with %d paths %d are', (paths, kept) => {
  expect(viewsKept(paths)).toBe(kept)
})

test('moving the cursor lays no lines anew', () => {
  const image = imageOf([['RUN x', layer(...Array.from({ length: 500 }, (_, at) => `d${at % 9}/f${at} 10`))]])
  let state = apply(
    exploring(image),
    now => focusPane(now, 'files'),
    now => foldAll(now, 'open'),
  )
  const rows = filesPane(state)?.rows
  for (let step = 0; step < 400; step++) state = moveCursor(state, 1)
  expect(filesPane(state)?.rows).toBe(rows)
})

test('what was in a directory that a file replaces is seen beneath the file', () => {
  const image = imageOf([
    ['RUN one', layer('d/x 10', 'd/y 20')],
    ['RUN two', layer('d 5')],
  ])
  const state = foldAll(selectStep(exploring(image), 1), 'open')
  expect(drawFiles(state)).toEqual(['> ▾ /', '  ▾ /d', '    /d/y', '    /d/x'])
})

test('N goes the way of n backwards', () => {
  fc.assert(
    fc.property(randomLayers, layers => {
      const image = imageOf(layers.map((lines, at) => [`RUN ${at}`, layer(...lines)]))
      const state = setScope(exploring(image), 'final')
      const pane = filesPane(state)
      if (pane === undefined) return
      const { sort, cursor } = currentView(state)
      const first = nextFound(pane.view, 'a', sort, cursor, 'here')
      if (first === undefined) return
      const next = nextFound(pane.view, 'a', sort, first, 'next')
      expect(next && nextFound(pane.view, 'a', sort, next, 'previous')).toBe(first)
    }),
    { numRuns: 200 },
  )
})

/** The directories of a chain, the last first. */
function nodesOfLine({ view, rows }: FilesPane, row: number): number[] {
  const line = rows.at(row)
  const nodes = [line?.node ?? -1]
  while (line !== undefined && nodes.at(-1) !== line.first)
    nodes.push(parentOf(view.overlay, nodes.at(-1) ?? 0))
  return nodes
}
