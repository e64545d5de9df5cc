import { expect, test } from 'vitest'
import { layer } from '../../fixtures/recipe/recipe.ts'
import { findDuplicates } from '../../src/analysis/duplicates.ts'
import { DEFAULT_LIMITS } from '../../src/image/limits.ts'
import { buildOverlay } from '../../src/tree/build-overlay.ts'
import { LayerTreeBuilder } from '../../src/tree/layer-tree-builder.ts'
import { nodePath } from '../../src/tree/overlay.ts'
import { atOnce } from '../../src/tree/slices.ts'
import { stackedView } from '../../src/tree/tree-view.ts'

test('contents whose hashes only begin alike are not the same', () => {
  expect(duplicatesOf({ 'a 5': 'aaaaaaaa1', 'b 5': 'aaaaaaaa2' })).toEqual([])
  expect(
    duplicatesOf({
      'a 5': 'aaaaaaaa1',
      'b 5': 'aaaaaaaa2',
      'c 5': 'aaaaaaaa1',
      'd 7': 'bbbbbbbb',
      'e 7': 'bbbbbbbb',
    }),
  ).toEqual([
    { bytes: 7, paths: ['/d', '/e'] },
    { bytes: 5, paths: ['/a', '/c'] },
  ])
})

test('files whose content nobody hashed are no duplicates', () => {
  expect(duplicatesOf({ 'a 5': '', 'b 5': '' })).toEqual([])
})

/** Files by their lines of a recipe, with the sha256 of each: the given characters, then zeros. */
function duplicatesOf(files: Readonly<Record<string, string>>) {
  const builder = new LayerTreeBuilder(DEFAULT_LIMITS)
  const { entries } = layer(...Object.keys(files))
  const hashes = Object.values(files)
  for (const [at, { header }] of entries.entries()) {
    const sha256 = new Uint8Array(32)
    sha256.set(new TextEncoder().encode(hashes[at]))
    builder.setContent(builder.add(header), sha256)
  }
  const overlay = buildOverlay([builder.build()])
  const { items } = atOnce(findDuplicates(stackedView(overlay, 0)))
  return items.map(({ bytes, nodes }) => ({
    bytes,
    paths: Array.from(nodes, node => nodePath(overlay, node)),
  }))
}
