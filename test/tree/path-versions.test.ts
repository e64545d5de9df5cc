import { expect, test } from 'vitest'
import { dockerSave } from '../../fixtures/archive/docker-save.ts'
import { buildImage } from '../../fixtures/archive/image-recipe.ts'
import { fromText } from '../../src/image/byte-string.ts'
import { parseTreePath } from '../../src/image/tree-path.ts'
import { findNode } from '../../src/tree/overlay.ts'
import { versionsOf } from '../../src/tree/path-versions.ts'
import { archive, openSource, scratch } from '../content/open-images.ts'

const image = buildImage({
  layers: [
    [
      { name: 'a', content: 'one' },
      { name: 'd/x', content: 'x' },
    ],
    [{ name: 'b', content: 'b' }],
    [{ name: '.wh.a' }, { name: 'd', type: 'symlink', linkName: 'b' }],
    [{ name: 'a', type: 'hardLink', linkName: 'b' }],
  ],
})

test('every layer that wrote or removed a path is told, and which entry holds the content', async () => {
  const folder = await scratch()
  await using opened = await openSource(await archive(dockerSave([image]), folder, 'image.tar'), folder)
  const { overlay } = opened.analysis
  const versions = (path: string) =>
    versionsOf(overlay, findNode(overlay, parseTreePath(fromText(path))) ?? -1).map(
      ({ layer, type, place }) =>
        `${layer} ${type ?? 'removed'} ${place === null ? '-' : `${place.layer}.${place.row}`}`,
    )
  expect(versions('/a')).toEqual(['0 file 0.0', '2 removed -', '3 file 1.0'])
  expect(versions('/d/x')).toEqual(['0 file 0.1', '2 removed -'])
  expect(versions('/d')).toEqual(['0 directory -', '2 symlink 2.1'])
})
