import { expect, test } from 'vitest'
import { choosePalette, detectAscii, detectColour } from '../../../components/terminal/detect-colour.ts'

// biome-ignore format: one case per line
test.each([
  ['auto',   {},                                      true,  true],
  ['auto',   {},                                      false, false],
  ['auto',   { TERM: 'dumb' },                        true,  false],
  ['auto',   { NO_COLOR: '1' },                       true,  false],
  ['auto',   { NO_COLOR: '' },                        true,  true],
  ['auto',   { FORCE_COLOR: '1' },                    false, true],
  ['auto',   { FORCE_COLOR: '0' },                    true,  false],
  ['auto',   { NO_COLOR: '1', FORCE_COLOR: '1' },     true,  false],
  ['always', { NO_COLOR: '1', TERM: 'dumb' },         false, true],
  ['never',  { FORCE_COLOR: '1' },                    true,  false],
] as const)('--color %s with %j, terminal: %s', (option, env, isTTY, expected) => {
  expect(detectColour({ option, env, isTTY })).toBe(expected)
})

// biome-ignore format: one case per line
test.each([
  ['auto',  {},                           'dark'],
  ['auto',  { COLORFGBG: '0;15' },        'light'],
  ['auto',  { COLORFGBG: '15;default;0' }, 'dark'],
  ['mono',  { COLORFGBG: '0;15' },        'mono'],
] as const)('--theme %s with %j is %s', (option, env, expected) => {
  expect(choosePalette(option, env)).toBe(expected)
})

// biome-ignore format: one case per line
test.each([
  [{},                                        false],
  [{ LANG: 'en_US.UTF-8' },                   false],
  [{ LANG: 'C' },                             true],
  [{ LANG: 'en_US.UTF-8', LC_ALL: 'POSIX' },  true],
  [{ LANG: 'C', LC_CTYPE: 'C.utf8' },         false],
])('the locale %j draws in ASCII: %s', (env, expected) => {
  expect(detectAscii(env)).toBe(expected)
})
