import { expect, test } from 'vitest'
import type { Call } from '../../src/cli/command.ts'
import { parseGlobalOptions } from '../../src/cli/global-options.ts'
import { readOptions } from '../../src/cli/read-options.ts'

const wanted = (typed: string | null, terminal = true, options = {}) =>
  readOptions(call(typed, terminal, options)).pull

test('without a terminal nothing is asked and nothing is pulled', () => {
  expect(wanted(null, false)).toEqual({ kind: 'never' })
})

test('--pull needs no question', () => {
  expect(wanted(null, false, { pull: true })).toEqual({ kind: 'always' })
})

// biome-ignore format: one case per line
test.each([
  ['y',     true],
  [' Yes ', true],
  ['n',     false],
  ['',      false],
  ['yellow', false],
  [null,    false],
])('somebody who answers %j to the question gets %s', async (typed, pulled) => {
  const pull = wanted(typed)
  expect(pull.kind === 'ask' && (await pull.ask('api:1'))).toBe(pulled)
})

function call(typed: string | null, terminal: boolean, values: Record<string, unknown>): Call {
  const stream = { isTerminal: terminal, columns: terminal ? 80 : null, write: async () => {} }
  return {
    words: [],
    values,
    options: parseGlobalOptions(values),
    log: null,
    index: null,
    commands: [],
    surroundings: {
      stdout: stream,
      stderr: stream,
      stdin: { isTerminal: terminal, readLine: async () => typed },
      machine: { variables: {}, home: '/', platform: 'linux', userId: null },
      architecture: 'x64',
      demoFolders: [],
      indexFolder: null,
      signal: new AbortController().signal,
      runScreens: async () => 0,
    },
  }
}
