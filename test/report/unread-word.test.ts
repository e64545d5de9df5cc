import { expect, test } from 'vitest'
import type { Fault } from '../../src/errors.ts'
import { unreadWord } from '../../src/report/unread-word.ts'

const what = 'Layer 1'

// biome-ignore format: one case per line
test.each<[string, Fault]>([
  ['damaged',   { kind: 'corrupted', what, detail: 'the gzip checksum differs' }],
  ['cut off',   { kind: 'truncated', what, got: 0, expected: null }],
  ['missing',   { kind: 'missingBlob', what, blob: 'sha256:a' }],
  ['too large', { kind: 'limitExceeded', what, limit: 'unpacked', allowed: 1, found: null }],
  ['not read',  { kind: 'unsupportedLayer', what, found: 'encrypted', valid: 'gzip' }],
  ['not read',  { kind: 'saved', was: 'truncated', message: 'Layer 1 ends early.' }],
])('the size of a layer is "%s" for a fault of its kind', (word, fault) => {
  expect(unreadWord(fault)).toBe(word)
  expect(word.length).toBeLessThanOrEqual(9)
})
