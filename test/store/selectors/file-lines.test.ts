import fc from 'fast-check'
import { expect, test } from 'vitest'
import { randomLayers } from '../../../fixtures/recipe/random-image.ts'
import { image, layer } from '../../../fixtures/recipe/recipe.ts'
import { compareNodes } from '../../../src/store/selectors/compare-nodes.ts'
import type { FileLine } from '../../../src/store/selectors/file-lines.ts'
import { fileRows, type RowChoice } from '../../../src/store/selectors/file-rows.ts'
import { activeMatch } from '../../../src/store/selectors/filter-match.ts'
import { matchingNodes } from '../../../src/store/selectors/matching-nodes.ts'
import { openDirectories } from '../../../src/store/selectors/open-directories.ts'
import type { Fold } from '../../../src/store/state.ts'
import { buildOverlay } from '../../../src/tree/build-overlay.ts'
import type { Change } from '../../../src/tree/change.ts'
import { nodePath } from '../../../src/tree/overlay.ts'
import { changeOf, childrenIn, stackedView, type TreeView, typeOf } from '../../../src/tree/tree-view.ts'

const randomChoice = fc.record({
  foldAll: fc.constantFrom('auto', 'open', 'closed'),
  sort: fc.record({ by: fc.constantFrom('bytes', 'name', 'mtime', 'change'), reversed: fc.boolean() }),
  hidden: fc.constantFrom(new Set<Change>(), new Set<Change>(['unchanged'])),
  match: fc.constantFrom('', 'a', 'size>5').map(activeMatch),
  room: fc.constantFrom(3, 30),
})

const randomFolds = fc.array(fc.tuple(fc.nat(), fc.constantFrom<Fold>('open', 'closed')), { maxLength: 6 })

test('lines that are counted are those a walk through the open directories comes by', () => {
  fc.assert(
    fc.property(randomLayers, randomChoice, randomFolds, (layers, choices, folded) => {
      const view = stackedView(
        buildOverlay(image(...layers.map(lines => layer(...lines)))),
        layers.length - 1,
      )
      const folds = folded.map(([at, fold]) => [pathIn(view, at), fold] as const)
      const choice: RowChoice = { ...choices, folds: new Map(folds) }
      const rows = fileRows(view, choice)
      const lines = Array.from({ length: rows.count }, (_, at) => rows.at(at))
      expect(lines).toEqual([...walk(view, choice, 0, 0)])
      expect(rows.at(rows.count)).toBeUndefined()
      expect(lines.map(line => rows.lineOf(line?.node ?? -1))).toEqual([...lines.keys()])
    }),
    { numRuns: 300 },
  )
})

test('a chain of two hundred of directories, opened one by one, is one line', () => {
  const chain = Array.from({ length: 200 }, () => 'd').join('/')
  const view = stackedView(buildOverlay(image(layer(`${chain}/f 1`))), 0)
  const folds = new Map(
    [...view.versions.keys()].map(node => [nodePath(view.overlay, node), 'open'] as const),
  )
  const plain = { sort: { by: 'name', reversed: false }, hidden: new Set<Change>(), match: null } as const
  const rows = fileRows(view, { ...plain, foldAll: 'closed', folds, room: 10 })
  expect(rows.count).toBe(3)
  expect(rows.at(1)).toMatchObject({ first: 1, node: 200, depth: 1, open: true })
  expect(rows.lineOf(150)).toBe(1)
})

function pathIn(view: TreeView, at: number) {
  return nodePath(view.overlay, at % view.versions.length)
}

/** What the pane shows, one line after the other. */
function* walk(view: TreeView, choice: RowChoice, first: number, depth: number): Generator<FileLine> {
  const passes = matchingNodes(view, choice.match, choice.hidden)
  const inside = (node: number) => childrenIn(view, node).filter(passes)
  const isDirectory = (node: number) => typeOf(view, node) === 'directory'
  let node = first
  for (let [only, ...more] = inside(node); node !== 0 && isDirectory(node); [only, ...more] = inside(node)) {
    if (only === undefined || more.length > 0 || !isDirectory(only)) break
    if (changeOf(view, only) !== changeOf(view, node)) break
    node = only
  }
  const foldable = isDirectory(node) || inside(node).length > 0
  const open = foldable && openDirectories(view, choice).isOpen(node)
  yield { node, first, depth, foldable, open }
  const children = open ? inside(node).sort(compareNodes(view, choice.sort)) : []
  for (const child of children) yield* walk(view, choice, child, depth + 1)
}
