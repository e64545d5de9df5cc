import { expect, test } from 'vitest'
import { imageOfTexts } from '../../analysis/compare/images.ts'
import { comparing, drawMerged } from '../comparing.ts'

const SIZE = { columns: 80, rows: 24 }

test('a directory of many small files does not push down what is as large as it', () => {
  const small = Array.from({ length: 60 }, (_, at) => `usr/bin/tool${String(at).padStart(2, '0')} 100`)
  const before = [...small, 'usr/bin/perl 4000', 'usr/lib/go 90000', 'var/cache/apt 8000', 'root/cache 9000']
  const drawn = drawMerged(
    comparing({ before: imageOfTexts(before.join('; ')), after: imageOfTexts('server 5') }, SIZE),
  )
  expect(drawn).toEqual([
    '> ▾ /',
    '  ▾ /usr',
    '  ▾ /usr/lib',
    '    /usr/lib/go',
    '  ▸ /usr/bin',
    '  ▾ /root',
    '    /root/cache',
    '  ▾ /var/cache',
    '    /var/cache/apt',
    '    /server',
  ])
})

test('the longer the screen, the more opens by itself', () => {
  const files = Array.from({ length: 30 }, (_, at) => `usr/lib/f${String(at).padStart(2, '0')} 1000`)
  const images = { before: imageOfTexts([...files, 'etc/a 20000'].join('; ')), after: imageOfTexts('b 1') }
  const rows = (height: number) => drawMerged(comparing(images, { columns: 200, rows: height })).length
  expect(rows(24)).toBe(5)
  expect(rows(60)).toBe(35)
})
