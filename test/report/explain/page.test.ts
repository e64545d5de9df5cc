import { expect, test } from 'vitest'
import { AREAS } from '../../../src/report/explain/meaning.ts'
import { PAGES } from '../../../src/report/explain/page.ts'
import { REASON_TEXTS } from '../../../src/report/explain/reason-texts.ts'
import { FINDING_TEXTS } from '../../../src/report/finding-text.ts'

test('there is a page about every kind of finding and every reason of waste', () => {
  const words = [...Object.keys(FINDING_TEXTS), ...Object.keys(REASON_TEXTS)]
  expect(PAGES.map(({ word }) => word).toSorted()).toEqual(words.toSorted())
})

test('every page stands under one of the headings, and every heading has pages', () => {
  expect(new Set(PAGES.map(({ area }) => area))).toEqual(new Set(AREAS))
})

test('every page says three things in sentences, none of them twice', () => {
  for (const { word, means, why, title } of PAGES) {
    expect(
      [means, why].every(text => /^\S.*[.:"]$/s.test(text)),
      word,
    ).toBe(true)
    expect(new Set([title, means, why]).size, word).toBe(3)
  }
})

test('an example differs before and after, and is no longer than a screen', () => {
  for (const { word, example } of PAGES) {
    if (example === null) continue
    expect(example.before, word).not.toBe(example.after)
    expect(`${example.before}\n${example.after}`.split('\n').length, word).toBeLessThan(18)
  }
})
