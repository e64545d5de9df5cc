import { describe, expect, test } from 'vitest'
import { COMMAND_NAMES } from '../../../src/cli/command-names.ts'
import { COMMANDS } from '../../../src/cli/command-table.ts'
import { screenRequest } from '../../../src/cli/screen/screen-request.ts'
import { tryCommand } from '../try-command.ts'

const AS_IT_IS = { theme: 'auto', color: 'auto', ascii: false, mouse: true }

// biome-ignore format: one case per line
const SCREENS = [
  ['',                                  [],            {}],
  ['api:naive',                         ['api:naive'], {}],
  ['a:1 b:2',                           ['a:1', 'b:2'], {}],
  ['a:1 b:2 c:3',                       ['a:1', 'b:2', 'c:3'], {}],
  ['-',                                 ['-'],         {}],
  ['docker:demo',                       ['docker:demo'], {}],
  ['histroy',                           ['histroy'],   {}],
  ['--ascii --no-mouse api:naive',      ['api:naive'], { ascii: true, mouse: false }],
  ['api:naive --theme light',           ['api:naive'], { theme: 'light' }],
  ['--color never --pull api:naive',    ['api:naive'], { color: 'never' }],
  ['--no-index --no-verify ./x.tar',    ['./x.tar'],   {}],
] as const

describe('a screen is certain for', () => {
  test.each(SCREENS)('"%s"', (line, references, drawn) => {
    expect(screenRequest(wordsOf(line))).toEqual({ references, ...AS_IT_IS, ...drawn })
  })

  test.each(SCREENS)('"%s", and the parser then opens just that', async (line, references) => {
    const { screen } = await tryCommand(wordsOf(line), { stdout: 80 })
    expect(screen?.references).toEqual(references)
  })

  test('demo, which opens the picker', () => {
    expect(screenRequest(['demo'])).toEqual({ references: [], ...AS_IT_IS })
    expect(screenRequest(['--ascii', 'demo'])?.references).toEqual([])
  })
})

// biome-ignore format: one case per line
test.each([
  ['--help'], ['-h'], ['--version'], ['-V'], ['help'], ['help ls'], ['api --help'],
  ['--json api'], ['api --format text'], ['api -o file'], ['api --output=file'], ['api --files'],
  ['--bogus api'], ['api --theme'], ['api --theme pink'], ['api --theme=light'], ['--color sometimes api'], ['-x'],
  ['--platform linux/arm64 api'], ['--base 2 api'], ['--debug log api'], ['--limit-unpacked 1 api'], ['-- api'],
  ['ls api'], ['waste'], ['compare a b'], ['demo api'], ['cache explain a b'], ['--ascii history api'],
  ['histroy api'], ['Lss api b'],
])('nothing is painted at once for "%s", which may print', line => {
  expect(screenRequest(wordsOf(line))).toBeUndefined()
})

test('an empty word is left to the parser', () => {
  expect(screenRequest([''])).toBeUndefined()
})

test('every command is known before the commands are loaded, and nothing else', () => {
  expect(COMMAND_NAMES).toEqual([...COMMANDS.map(({ name }) => name), 'help'])
})

function wordsOf(line: string): string[] {
  return line === '' ? [] : line.split(' ')
}
