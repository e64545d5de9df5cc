import { expect, test } from 'vitest'
import { compareTable } from '../../../src/analysis/compare/image-table.ts'
import { compareMarkdown } from '../../../src/report/compare/compare-markdown.ts'
import { imageOfTexts } from '../../analysis/compare/images.ts'

/** Reference and bytes of each image. */
type Sized = readonly [reference: string, bytes: number]

function firstTable(...images: readonly Sized[]): string {
  const table = compareTable(
    images.map(([reference, bytes]) => ({
      reference,
      source: 'a test',
      analysis: imageOfTexts(`${reference.replace(/\W/g, '-')} ${bytes}`),
    })),
  )
  return compareMarkdown(table, null, null).split('\n\n')[0]?.trimEnd() ?? ''
}

test('names like service:approach make a table of approaches × services, each against its first', () => {
  const table = firstTable(
    ['api:naive', 1000],
    ['api:scratch', 100],
    ['worker:naive', 2000],
    ['worker:scratch', 500],
  )
  expect(table).toBe(
    [
      '| Approach | api | worker |',
      '| --- | ---: | ---: |',
      '| naive | 1.0 kB | 2.0 kB |',
      '| scratch | 100 B (−90.0 %) | 500 B (−75.0 %) |',
    ].join('\n'),
  )
})

test('an approach that one service lacks leaves its cell empty', () => {
  const table = firstTable(['api:naive', 1000], ['api:scratch', 100], ['worker:naive', 2000])
  expect(table.split('\n').at(-1)).toBe('| scratch | 100 B (−90.0 %) |  |')
})

test('a registry with a port belongs to the service', () => {
  const table = firstTable(['localhost:5000/api:a', 10], ['localhost:5000/api:b', 5], ['web:a', 10])
  expect(table.split('\n')[0]).toBe('| Approach | localhost:5000/api | web |')
})

// biome-ignore format: a table
test.each<[what: string, images: Sized[]]>([
  ['one service only',        [['api:naive', 9], ['api:scratch', 1]]],
  ['one approach only',       [['api:1', 9], ['web:1', 1]]],
  ['a name without a tag',    [['api:naive', 9], ['api:scratch', 1], ['web', 3]]],
  ['an archive',              [['api:naive', 9], ['web:scratch', 1], ['./image.tar', 3]]],
  ['an image twice',          [['api:naive', 9], ['api:naive', 9], ['web:scratch', 1]]],
])('%s makes no such table: one row an image', (_what, images) => {
  expect(firstTable(...images).split('\n')).toHaveLength(images.length + 2)
  expect(firstTable(...images)).toMatch(/^\| Image \| Unpacked/)
})
