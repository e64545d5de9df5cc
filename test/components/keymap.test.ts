import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { helpRows } from '../../components/help/help-rows.ts'
import { KEYMAP } from '../../components/keymap.ts'
import type { KeyContext } from '../../components/keys/binding.ts'
import { keysTable, withKeysTable } from '../../components/keys/keys-table.ts'
import { plainText } from '../../components/text/segment.ts'

const CONTEXTS = Object.keys(KEYMAP).filter((name): name is KeyContext => name in KEYMAP)

describe.each(CONTEXTS)('%s', context => {
  const bindings = KEYMAP[context]

  test('no key has two meanings', () => {
    const keys = bindings.flatMap(binding => binding.keys)
    expect(keys).toEqual([...new Set(keys)])
  })

  test('every key has words, short ones where the status line shows it', () => {
    for (const { says, hint } of bindings) {
      expect(says).toMatch(/^[a-z].*[^.]$/)
      expect((hint?.[1] ?? '').length).toBeLessThan(20)
    }
  })

  test('help lists every one of them', () => {
    const listed = helpRows(context, '', false).map(row => plainText(row.segments))
    for (const { says } of bindings) expect(listed.some(line => line.endsWith(says))).toBe(true)
  })
})

test('help can be filtered by key and by word, and says so when nothing is left', () => {
  const found = (filter: string) =>
    helpRows('explore', filter, false).map(row => plainText(row.segments).trim())
  expect(found('Ctrl-z')).toEqual([
    expect.stringMatching(/^Ctrl-z +suspend; the shell command fg comes back$/),
  ])
  expect(found('page').length).toBe(5)
  expect(found('zzz')).toEqual(['No key is about "zzz".'])
})

test('only help and quit are always in the status line', () => {
  expect(KEYMAP.everywhere.flatMap(({ hint }) => hint ?? [])).toEqual(['?', 'help', 'q', 'quit'])
})

test('the README lists the keys as they are (npm run keys writes them)', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
  expect(withKeysTable(readme)).toBe(readme)
})

test('a table of keys is Markdown, pipes in it escaped', () => {
  expect(keysTable()).toContain('| `↑` `k` | up one row |')
  expect(
    keysTable()
      .split('\n')
      .every(line => !line.startsWith('|') || line.split(/(?<!\\)\|/).length === 4),
  ).toBe(true)
})
