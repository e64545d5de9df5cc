import { expect, test } from 'vitest'
import { compareImages } from '../../../src/analysis/compare/compare-images.ts'
import { largestDifferences } from '../../../src/report/compare/largest-differences.ts'
import { bytesMore, rowPath } from '../../../src/tree/merged-tree.ts'
import { imageOfTexts } from '../../analysis/compare/images.ts'

// biome-ignore format: a table
test.each<[what: string, a: string, b: string, most: number, rows: string[]]>([
  ['the file itself, however deep',          'usr/lib/go/bin/go 900; etc/a 50',         '',            5, ['/usr/lib/go/bin/go -900', '/etc/a -50']],
  ['a directory of many small files whole',  'd/a 1; d/b 1; d/c 1; d/e 1',              '',            2, ['/d -4']],
  ['its largest files when they explain it', 'd/a 95; d/b 4; d/c 1',                    '',            3, ['/d/a -95', '/d/b -4', '/d/c -1']],
  ['no more rows than asked for',            'a 9; b 8; c 7',                           '',            2, ['/a -9', '/b -8']],
  ['what came beside much more that went',   'usr/x 100000',                            'server 9',    5, ['/usr/x -100000', '/server 9']],
  ['no crumbs',                              'a 10000; b 1',                            '',            5, ['/a -10000']],
  ['a new first name of the same file',      'b 100 @c',                                'a 100 @c; b => a', 5, ['/a 100', '/b -100']],
  ['nothing where no byte differs',          'a 10 @x',                                 'a 10 @y',     5, []],
])('%s', (_what, a, b, most, rows) => {
  const { paths } = compareImages(imageOfTexts(a), imageOfTexts(b))
  expect(largestDifferences(paths, most).map(row => `${rowPath(paths, row)} ${bytesMore(paths, row)}`)).toEqual(rows)
})

test('beneath one directory it is told of that alone, however small its share of all is', () => {
  const { paths } = compareImages(
    imageOfTexts('usr/x 1000000; etc/a 70; etc/b/c 30; etc/d 10 @x'),
    imageOfTexts('etc/d 10 @y'),
  )
  const etc = [...Array(paths.size).keys()].find(row => rowPath(paths, row) === '/etc')
  expect(largestDifferences(paths, 5, etc).map(row => rowPath(paths, row))).toEqual(['/etc/a', '/etc/b/c'])
})
