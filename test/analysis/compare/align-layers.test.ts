import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { alignLayers } from '../../../src/analysis/compare/align-layers.ts'
import type { LayerRow, LayerState } from '../../../src/analysis/compare/image-comparison.ts'
import { imageOf, imageOfTexts, type LayerText, text } from './images.ts'

const RUNS = { numRuns: Number(process.env['RUNS'] ?? 1000) }

describe('layers are aligned', () => {
  // biome-ignore format: a table; `instruction | entries`
  test.each<[how: string, a: string[], b: string[], rows: string[]]>([
    ['by diffId, wherever they stand',                 ['x 1', 'y 2'],              ['w 9', 'x 1', 'y 2'],     ['onlyB - 0', 'shared 0 1', 'shared 1 2']],
    ['so that most bytes are shared, not most layers', ['x 10', 'y 1', 'z 1'],      ['y 1', 'z 1', 'x 10'],    ['onlyB - 0', 'onlyB - 1', 'shared 0 2', 'onlyA 1 -', 'onlyA 2 -']],
    ['of equal bytes so that most layers are',         ['x 2', 'y 1', 'z 1'],       ['y 1', 'z 1', 'x 2'],     ['onlyA 0 -', 'shared 1 0', 'shared 2 1', 'onlyB - 2']],
    ['at the lowest place of several',                 ['x 1', 'x 1'],              ['x 1'],                   ['shared 0 0', 'onlyA 1 -']],
    ['empty layers last',                              ['', 'x 1'],                 ['x 1', '', 'x 1'],        ['onlyA 0 -', 'shared 1 0', 'onlyB - 1', 'onlyB - 2']],
    ['and empty ones between the others',              ['x 1', '', 'y 1'],          ['x 1', '', 'y 1'],        ['shared 0 0', 'shared 1 1', 'shared 2 2']],
    ['by files when only times differ',                ['a 5 mtime=1; d/ mtime=1'], ['d/; a 5'],               ['sameFiles 0 0']],
    ['by instruction when files differ',               ['COPY . /app | a 5'],       ['COPY . /app | a 6'],     ['changed 0 0']],
    ['by instruction without its checksum',            ['COPY dir:0123456789ab… in /app | a 5'], ['COPY dir:ba9876543210… in /app | a 6'], ['changed 0 0']],
    ['never by a missing instruction',                 ['a 5'],                     ['a 6'],                   ['onlyA 0 -', 'onlyB - 0']],
    ['never by an empty instruction',                  [' | a 5'],                  [' | a 6'],                ['onlyA 0 -', 'onlyB - 0']],
    ['by instruction only inside the gaps',            ['RUN | a 5', 'base 9'],     ['base 9', 'RUN | a 6'],   ['onlyA 0 -', 'shared 1 0', 'onlyB - 1']],
    ['not at all where nothing is in common',          ['a 1', 'b 1'],              ['c 1'],                   ['onlyA 0 -', 'onlyA 1 -', 'onlyB - 0']],
    ['where one has no layers',                        [],                          ['c 1'],                   ['onlyB - 0']],
  ])('%s', (_how, a, b, rows) => {
    expect(drawn(alignLayers(imageOfTexts(...a), imageOfTexts(...b)))).toEqual(rows)
  })

  // biome-ignore format: a table
  test.each<[difference: string, other: string]>([
    ['a name',     'b 5; d/; l -> t; h => b'],
    ['a type',     'a -> x; d/; l -> t; h => a'],
    ['content',    'a 5 @other; d/; l -> t; h => a'],
    ['a length',   'a 6; d/; l -> t; h => a'],
    ['a mode',     'a 5 mode=0600; d/; l -> t; h => a'],
    ['an owner',   'a 5; d/ owner=1:0; l -> t; h => a'],
    ['an xattr',   'a 5 xattr=user.a; d/; l -> t; h => a'],
    ['a symlink',  'a 5; d/; l -> u; h => a'],
    ['a hard link','a 5; d/; l -> t; h => l'],
    ['a marker',   'a 5; d/; l -> t; h => a; .wh.gone'],
    ['a directory','a 5; d/; l -> t; h => a; e/'],
  ])('files are not the same when %s differs', (_difference, other) => {
    const rows = alignLayers(imageOfTexts('RUN | a 5; d/; l -> t; h => a'), imageOfTexts(`RUN | ${other}`))
    expect(drawn(rows)).toEqual(['changed 0 0'])
  })

  test('the last of a path that stands twice counts, and directories nobody mentions do not', () => {
    const rows = alignLayers(imageOfTexts('d/x 5; d/x 7'), imageOfTexts('d/x 7 mtime=3'))
    expect(drawn(rows)).toEqual(['sameFiles 0 0'])
  })
})

describe('the digest as pushed', () => {
  // biome-ignore format: a table
  test.each<[what: string, a: Partial<LayerText>, b: Partial<LayerText>, state: LayerState, unknown: boolean]>([
    ['is the same',                  { blob: 'gzip' }, { blob: 'gzip' },  'shared',       false],
    ['is another: recompressed',     { blob: 'gzip' }, { blob: 'zstd' },  'recompressed', false],
    ['is unknown on one side',       {},               { blob: 'zstd' },  'shared',       true],
    ['is unknown on both',           {},               {},                'shared',       true],
  ])('%s', (_what, a, b, state, unknown) => {
    const [row] = alignLayers(
      imageOf({ layers: [{ lines: ['x 1'], ...a }] }),
      imageOf({ layers: [{ lines: ['x 1'], ...b }] }),
    )
    expect(row).toMatchObject({ state, compressionUnknown: unknown })
  })
})

test('a layer that could not be read is told by its diffId, or by its instruction without its files', () => {
  const read = imageOf({ layers: [text('x 1'), text('RUN make | a 5')] })
  const broken = imageOf({
    layers: [
      { ...text('x 1'), unreadable: true },
      { ...text('RUN make | a 6'), unreadable: true },
    ],
  })
  expect(alignLayers(read, broken)).toMatchObject([
    { state: 'shared', a: 0, b: 0, filesKnown: false },
    { state: 'changed', a: 1, b: 1, filesKnown: false },
  ])
})

test('hundreds of layers, all of one instruction and some rebuilt, stay in order', () => {
  const lines = Array.from({ length: 400 }, (_, index) => `RUN step | f${index} ${(index % 7) + 1}`)
  const rebuilt = lines.map((line, index) => (index % 5 === 0 ? `${line} mtime=9` : line))
  const rows = alignLayers(imageOfTexts(...lines), imageOfTexts(...rebuilt.slice(3), 'RUN last | z 1'))
  expect(rows.filter(({ state }) => state === 'shared')).toHaveLength(318)
  expect(rows.filter(({ state }) => state === 'sameFiles')).toHaveLength(79)
  expect(rows.filter(({ state }) => state === 'onlyA')).toHaveLength(3)
})

test('rows never cross, hold each layer once, and swapping the images mirrors them', {
  timeout: 600_000,
}, () => {
  const contents = fc.constantFrom('', 'x 1', 'x 1 mtime=1', 'y 2', 'y 3', 'z 3', 'z 3 mtime=1')
  const layers = fc.array(
    fc.tuple(fc.constantFrom('', 'RUN a |', 'RUN b |'), contents).map(parts => parts.join(' ')),
    { maxLength: 7 },
  )
  fc.assert(
    fc.property(layers, layers, (a, b) => {
      const [imageA, imageB] = [imageOfTexts(...a), imageOfTexts(...b)]
      const rows = alignLayers(imageA, imageB)
      expect(rows.flatMap(row => row.a ?? [])).toEqual([...a.keys()])
      expect(rows.flatMap(row => row.b ?? [])).toEqual([...b.keys()])
      expect(inGapOrder(alignLayers(imageB, imageA).map(mirrored))).toEqual(inGapOrder(rows))
    }),
    RUNS,
  )
})

function drawn(rows: readonly LayerRow[]): string[] {
  return rows.map(({ state, a, b }) => `${state} ${a ?? '-'} ${b ?? '-'}`)
}

const MIRRORED: Readonly<Record<LayerState, LayerState>> = {
  shared: 'shared',
  recompressed: 'recompressed',
  sameFiles: 'sameFiles',
  changed: 'changed',
  onlyA: 'onlyB',
  onlyB: 'onlyA',
}

function mirrored(row: LayerRow): LayerRow {
  const { state, a, b, instructionA, instructionB } = row
  return {
    ...row,
    state: MIRRORED[state],
    a: b,
    b: a,
    instructionA: instructionB,
    instructionB: instructionA,
  }
}

/** Within a gap A's rows stand before B's, whichever image is A: sorted so, gaps can be compared. */
function inGapOrder(rows: readonly LayerRow[]): string[] {
  const ordered: string[] = []
  let gap: string[] = []
  for (const row of rows) {
    const line = JSON.stringify(Object.entries(row).sort())
    if (row.a === null || row.b === null) gap.push(line)
    else {
      ordered.push(...gap.sort(), line)
      gap = []
    }
  }
  return [...ordered, ...gap.sort()]
}
