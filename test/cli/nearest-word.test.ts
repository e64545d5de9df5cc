import { expect, test } from 'vitest'
import { nearestWord } from '../../src/cli/nearest-word.ts'

const WORDS = ['history', 'waste', 'ls', 'completion', 'demo']

// biome-ignore format: one case per line
test.each([
  ['histroy',   'history'],
  ['hsitory',   'history'],
  ['wast',      'waste'],
  ['DEMO',      'demo'],
  ['sl',        'ls'],
  ['complete',  'completion'],
  ['nginx',     undefined],
  ['',          undefined],
])('%j is near %j', (typed, word) => {
  expect(nearestWord(typed, WORDS)).toBe(word)
})
