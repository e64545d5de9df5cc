import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { randomLayers } from '../../fixtures/recipe/random-image.ts'
import { image, layer } from '../../fixtures/recipe/recipe.ts'
import { type WasteItem, WasteItems } from '../../src/analysis/waste-items.ts'
import { compareBytes } from '../../src/image/byte-string.ts'
import { buildOverlay } from '../../src/tree/build-overlay.ts'
import { differencesOf } from '../../src/tree/change-code.ts'
import { differenceMask } from '../../src/tree/differences.ts'
import { killsBySize } from '../../src/tree/kills.ts'
import { entryStored } from '../../src/tree/layer-tree.ts'
import { entryPlace, KILL_CAUSES, nodePath, type Overlay, versionAt } from '../../src/tree/overlay.ts'
import { atOnce } from '../../src/tree/slices.ts'
import { wastedItems } from './wasted-items.ts'

test('items stand largest first, then by the bytes of their paths, then by the layer that wrote them', () => {
  const overlay = overlayOf(
    ['big 500', 'a/c 7', 'a-b 7', 'a/ 0', 'ab 7'],
    ['a/c 7', 'a-b 7'],
    ['.wh.big', '.wh.a', '.wh.a-b', '.wh.ab'],
  )
  expect(wastedItems(overlay).map(({ path, bytes, layer: by }) => `${bytes} ${path} ${by}`)).toEqual([
    '500 /big 0',
    '7 /a-b 0',
    '7 /a-b 1',
    '7 /a/c 0',
    '7 /a/c 1',
    '7 /ab 0',
  ])
})

describe('on random images', () => {
  test('they are what sorting one object for each killed inode gives', () => {
    check(overlay => {
      expect(wastedItems(overlay)).toEqual(itemsByObjects(overlay))
    })
  })

  test('one of them, and a stretch of them, are those of the whole list', () => {
    check(overlay => {
      const items = new WasteItems(overlay, atOnce(killsBySize(overlay)))
      const all = wastedItems(overlay)
      expect(all.map((_, at) => items.at(at)?.path)).toEqual(all.map(({ path }) => path))
      expect(items.slice(1, 3).map(({ path }) => path)).toEqual(all.slice(1, 3).map(({ path }) => path))
      expect([items.at(-1), items.at(all.length)]).toEqual([undefined, undefined])
      expect([items.length, items.bytes]).toEqual([
        all.length,
        all.reduce((sum, { bytes }) => sum + bytes, 0),
      ])
    })
  })

  test('groups hold every item once, in their order', () => {
    check(overlay => {
      const items = new WasteItems(overlay, atOnce(killsBySize(overlay)))
      const keyOf = ({ layer, by }: WasteItem) => `${layer} ${by}`
      const groups = [...items.groupBy(keyOf)].map(([key, group]) => [
        key,
        [...group].map(({ path }) => path),
      ])
      const expected = [...Map.groupBy(wastedItems(overlay), keyOf)]
      expect(groups).toEqual(expected.map(([key, group]) => [key, group.map(({ path }) => path)]))
    })
  })
})

function check(property: (overlay: Overlay) => void): void {
  fc.assert(
    fc.property(randomLayers, lines => {
      property(overlayOf(...lines))
    }),
    { numRuns: 200 },
  )
}

function overlayOf(...layers: readonly (readonly string[])[]): Overlay {
  return buildOverlay(image(...layers.map(lines => layer(...lines))))
}

/** The oracle: an object an item, compared by its path as text. */
function itemsByObjects(overlay: Overlay): WasteItem[] {
  const items = Array.from(overlay.kills.inode, (_, row) => itemOf(overlay, row))
  return items
    .filter(({ bytes }) => bytes > 0)
    .sort((a, b) => b.bytes - a.bytes || compareBytes(a.path, b.path) || a.layer - b.layer)
}

function itemOf(overlay: Overlay, row: number): WasteItem {
  const { inode, layer: layers, node: lastNodes, cause } = overlay.kills
  const [dead, by] = [inode[row] ?? -1, layers[row] ?? -1]
  const home = overlay.homes[dead] ?? -1
  const node = home < 0 ? (lastNodes[row] ?? -1) : home
  const { layer: writer, tree, row: entry } = entryPlace(overlay, dead)
  const why = KILL_CAUSES[cause[row] ?? -1] ?? 'deleted'
  const now = overlay.versions.inode[versionAt(overlay, lastNodes[row] ?? -1, by)] ?? -1
  const differs = why === 'written' ? differencesOf(differenceMask(overlay, dead, now)) : []
  const reason = why !== 'written' ? why : differs.includes('content') ? 'overwritten' : 'rewritten'
  return {
    ...{ path: nodePath(overlay, node), node, bytes: entryStored(tree, entry), reason, layer: writer, by },
    differs: reason === 'rewritten' ? differs : [],
  }
}
