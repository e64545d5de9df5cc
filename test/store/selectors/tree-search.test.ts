import fc from 'fast-check'
import { expect, test } from 'vitest'
import { randomLayers } from '../../../fixtures/recipe/random-image.ts'
import { image, layer } from '../../../fixtures/recipe/recipe.ts'
import { ROOT } from '../../../src/image/tree-path.ts'
import { fileRows, type RowChoice } from '../../../src/store/selectors/file-rows.ts'
import { activeMatch } from '../../../src/store/selectors/filter-match.ts'
import { matchesInSlices, nextFound } from '../../../src/store/selectors/find-next.ts'
import { searchInSlices } from '../../../src/store/selectors/tree-search.ts'
import { buildOverlay } from '../../../src/tree/build-overlay.ts'
import { findInView } from '../../../src/tree/find.ts'
import { nodePath } from '../../../src/tree/overlay.ts'
import { atOnce } from '../../../src/tree/slices.ts'
import { stackedView, type TreeView } from '../../../src/tree/tree-view.ts'

const randomOverlay = randomLayers.map(layers => ({
  overlay: buildOverlay(image(...layers.map(lines => layer(...lines)))),
  layer: layers.length - 1,
}))
const randomText = fc.stringMatching(/^[abAd/]{1,4}$/)
const BY_NAME = { by: 'name', reversed: false } as const

test('a text typed letter by letter finds what it finds at once', () => {
  fc.assert(
    fc.property(randomOverlay, randomText, ({ overlay, layer: at }, text) => {
      const typed = stackedView(overlay, at)
      for (let end = 1; end <= text.length; end++) atOnce(matchesInSlices(typed, text.slice(0, end)))
      const expected = [...findInView(typed, text)].flat().map(node => nodePath(overlay, node))
      expect(visited(typed, text).sort()).toEqual(expected.sort())
    }),
    { numRuns: 300 },
  )
})

/** What `n` comes by until it is round. */
function visited(view: TreeView, text: string): string[] {
  const paths: string[] = []
  let at = nextFound(view, text, BY_NAME, ROOT, 'here')
  for (; at !== undefined && !paths.includes(at); at = nextFound(view, text, BY_NAME, at, 'next'))
    paths.push(at)
  return paths
}

test('a search cut short changes no later answer, wherever it was cut', () => {
  const overlay = buildOverlay(
    image(layer(...Array.from({ length: 20_000 }, (_, at) => `d${at % 40}/f${at} 1`))),
  )
  const [whole, cut] = [stackedView(overlay, 0), stackedView(overlay, 0)]
  for (const kind of ['find', 'filter'] as const) {
    for (let steps = 1; steps <= 6; steps++) {
      const work = searchInSlices({ kind, text: 'f11', view: cut, hidden: new Set() })
      for (let step = 0; step < steps; step++) work.next()
      expect(visited(cut, 'f1999')).toEqual(visited(whole, 'f1999'))
      expect(shownPaths(cut, 'f77')).toEqual(shownPaths(whole, 'f77'))
    }
  }
})

function shownPaths(view: TreeView, filter: string) {
  const plain = {
    foldAll: 'auto',
    folds: new Map(),
    sort: BY_NAME,
    hidden: new Set<never>(),
    room: 10,
  } as const
  const choice: RowChoice = { ...plain, match: activeMatch(filter) }
  const rows = fileRows(view, choice)
  return Array.from({ length: rows.count }, (_, line) => rows.at(line))
}
