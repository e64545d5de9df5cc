import { expect, test } from 'vitest'
import { indexCsv, indexMarkdown } from '../../src/report/index-rows.ts'
import type { IndexJson } from '../../src/report/json/index-json.ts'

const INDEX: IndexJson = {
  schemaVersion: '1.0',
  folder: '/index',
  unwritable: null,
  bytes: 5000,
  limitBytes: 9000,
  images: [
    { source: 'unix:///docker.sock', tags: ['api:1', 'api:2'], layers: ['a', 'b'], bytes: 4000, used: 'T1' },
    { source: 'image.tar', tags: [], layers: [], bytes: 1000, used: 'T2' },
  ],
  layers: [],
}

test('the index as CSV: a row an image, by the names of the JSON', () => {
  expect([...indexCsv(INDEX)].join('')).toBe(
    'source,tags,layers,bytes,used\r\nunix:///docker.sock,api:1 api:2,2,4000,T1\r\nimage.tar,,0,1000,T2\r\n',
  )
})

test('the index as Markdown: an image without tags is called by where it was read', () => {
  expect(indexMarkdown(INDEX).split('\n').slice(2)).toEqual([
    '| T1 | 2 | 4.0 kB | `api:1, api:2` |',
    '| T2 | 0 | 1.0 kB | `image.tar` |',
    '',
  ])
})
