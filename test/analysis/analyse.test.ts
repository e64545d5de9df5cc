import { describe, expect, test } from 'vitest'
import { type LayerRecipe, layer, layerTree } from '../../fixtures/recipe/recipe.ts'
import { analyse } from '../../src/analysis/analyse.ts'
import type { BaseImage } from '../../src/analysis/base/base-image.ts'
import { EMPTY_CONFIG } from '../../src/image/config.ts'
import { parseDigest } from '../../src/image/digest.ts'
import { NO_FACTS } from '../../src/image/facts/fact.ts'
import type { Finding } from '../../src/image/finding.ts'
import type { ImageDocuments } from '../../src/image/image.ts'
import type { Layer } from '../../src/tree/layer.ts'
import { nodePath } from '../../src/tree/overlay.ts'

describe('a whole image', () => {
  const analysis = analyseLayers([
    layer('bin/sh 100', 'etc/conf 10'),
    layer('etc/conf 10 mode=0600', 'app 1000'),
    layer('app 1000 @v2', 'bin/.wh.sh'),
    layer('.wh.app'),
  ])

  test('its layers add up to it', () => {
    expect(analysis).toMatchObject({
      complete: true,
      unpackedBytes: 2120,
      finalBytes: 10,
      files: 1,
      transferBytes: null,
    })
    expect(analysis.figures.map(({ unpackedBytes }) => unpackedBytes)).toEqual([110, 1010, 1000, 0])
    expect(analysis.figures.map(({ cumulativeBytes }) => cumulativeBytes)).toEqual([110, 1110, 1010, 10])
    expect(analysis.figures.map(({ contributionBytes }) => contributionBytes)).toEqual([
      110, 1000, -100, -1000,
    ])
    expect(analysis.figures.map(({ wastedBytes }) => wastedBytes)).toEqual([110, 1000, 1000, 0])
    expect(analysis.figures.map(({ added, modified, removed }) => [added, modified, removed])).toEqual([
      [4, 0, 0],
      [1, 1, 0],
      [0, 1, 1],
      [0, 0, 1],
    ])
    expect(analysis.figures.map(({ entries }) => entries)).toEqual([2, 2, 1, 0])
  })

  test('its waste is told by reason, largest first, ties by path', () => {
    expect(analysis.waste).toMatchObject({
      bytes: 2110,
      ratio: 2110 / 2120,
      efficiency: 1 - 2110 / 2120,
      byReason: { overwritten: 1000, rewritten: 10, replaced: 0, hidden: 0, deleted: 1100 },
      withoutBase: null,
    })
    expect(Array.from(analysis.waste.items, ({ path, bytes, layer: by }) => [path, bytes, by])).toEqual([
      ['/app', 1000, 1],
      ['/app', 1000, 2],
      ['/bin/sh', 100, 0],
      ['/etc/conf', 10, 0],
    ])
  })

  test('without its base only the layers above it count; what they kill of it is told apart', () => {
    const layers = [
      layer('a 10', 'b 20'),
      layer('a 10 mode=0600'),
      layer('c 100', '.wh.b'),
      layer('.wh.c', 'd 100'),
    ]
    expect(analyseLayers(layers, 2).waste.withoutBase).toEqual({
      bytes: 100,
      ratio: 0.5,
      efficiency: 0.5,
      baseBytesKilled: 20,
    })
  })
})

test('an image without layers wastes nothing', () => {
  expect(analyseLayers([])).toMatchObject({
    complete: true,
    unpackedBytes: 0,
    finalBytes: 0,
    files: 0,
    waste: { bytes: 0, ratio: 0, efficiency: 1, items: { length: 0 } },
  })
})

describe('duplicates', () => {
  test('are equal contents of several live inodes; hard links cost nothing', () => {
    const layers = [
      layer('gone 30 @same', 'a 30 @same', 'b => a'),
      layer('.wh.gone', 'c 30 @same', 'd/e 30 @same', 'x 7', 'y 7 @x', 'empty', 'empty2'),
    ]
    const { duplicates, overlay } = analyseLayers(layers)
    expect(duplicates.bytes).toBe(60)
    expect(
      duplicates.items.map(({ bytes, nodes }) => [
        bytes,
        ...Array.from(nodes, node => nodePath(overlay, node)),
      ]),
    ).toEqual([[60, '/a', '/c', '/d/e']])
  })
})

describe('with a layer that cannot be read', () => {
  const lower = layer('etc/', 'etc/a 10')
  const surely = layer('etc/', 'etc/b 20', 'etc/c => etc/b')
  const perhaps = layer('etc/d 30')
  const analysis = analyseLayers([lower, undefined, surely, perhaps])

  test('what needs it is unknown, never wrong', () => {
    expect(analysis).toMatchObject({
      complete: false,
      unpackedBytes: null,
      finalBytes: null,
      files: null,
      waste: { bytes: null, ratio: null, efficiency: null, byReason: null, items: { length: 0 } },
      duplicates: { bytes: null, items: [] },
      dive: null,
    })
    expect(analysis.figures.map(({ cumulativeBytes }) => cumulativeBytes)).toEqual([10, null, null, null])
    expect(analysis.figures.map(({ contributionBytes }) => contributionBytes)).toEqual([10, null, null, null])
    expect(analysis.figures.map(({ added }) => added)).toEqual([2, null, null, null])
    expect(analysis.figures.map(({ wastedBytes }) => wastedBytes)).toEqual([null, null, null, null])
  })

  test('a layer that wrote all directories and link targets itself still has its own bytes', () => {
    expect(analysis.figures.map(({ unpackedBytes }) => unpackedBytes)).toEqual([10, null, 20, null])
    expect(analysis.figures.map(({ entries }) => entries)).toEqual([2, null, 3, null])
  })

  test('a hard link it may have the target of is no finding', () => {
    expect(analyseLayers([undefined, layer('h => x')]).findings).toEqual([])
  })
})

test("findings come in order: the documents', then layer by layer reading's, names', application's", () => {
  const reading = finding('globalPaxHeader')
  const layers = [layer('a\x07 1'), layer('../x 1', 'b 1', 'b 2')].map((recipe, index) =>
    readLayer(recipe, index, index === 1 ? [reading] : []),
  )
  const documents = { ...DOCUMENTS, findings: [finding('historyMismatch')] }
  const { findings } = analyse(documents, layers, { base: null })
  expect(findings.map(({ kind, layer: of }) => [kind, of])).toEqual([
    ['historyMismatch', null],
    ['controlName', 0],
    ['globalPaxHeader', 1],
    ['outsideName', 1],
    ['duplicatePath', 1],
  ])
})

function stated(layers: number): BaseImage {
  return { layers, certainty: 'stated', name: null, evidence: [] }
}

function analyseLayers(recipes: readonly (LayerRecipe | undefined)[], baseLayers: number | null = null) {
  const layers = recipes.map((recipe, index) =>
    recipe === undefined ? unreadableLayer(index) : readLayer(recipe, index),
  )
  return analyse(DOCUMENTS, layers, { base: baseLayers === null ? null : stated(baseLayers) })
}

function readLayer(recipe: LayerRecipe, index: number, findings: readonly Finding[] = []): Layer {
  const tree = layerTree(recipe)
  return {
    kind: 'read',
    index,
    diffId: DIGEST,
    digest: null,
    mediaType: null,
    transferBytes: null,
    tree,
    facts: NO_FACTS,
    findings,
  }
}

function unreadableLayer(index: number): Layer {
  const fault = { kind: 'missingBlob', what: 'Layer', blob: 'x' } as const
  return { kind: 'unreadable', index, diffId: null, digest: null, mediaType: null, fault }
}

function finding(kind: Finding['kind']): Finding {
  return { kind, severity: 'note', layer: null, path: null, bytes: null, message: '', evidence: [] }
}

const DIGEST = parseDigest(`sha256:${'0'.repeat(64)}`) ?? failed()

function failed(): never {
  throw new Error('not a digest')
}

const DOCUMENTS: ImageDocuments = {
  tags: [],
  digest: null,
  id: null,
  platform: { os: 'linux', architecture: 'amd64', variant: null },
  created: null,
  config: EMPTY_CONFIG,
  steps: [],
  layers: [],
  annotations: {},
  findings: [],
}
