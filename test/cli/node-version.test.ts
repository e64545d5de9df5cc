import { expect, test } from 'vitest'
import { nodeTooOld } from '../../src/cli/node-version.ts'

// biome-ignore format: one case per line
test.each([
  ['20.19.0', true],
  ['22.14.0', true],
  ['22.15.0', false],
  ['22.20.1', false],
  ['23.0.0',  false],
  ['24.9.0',  false],
])('Node %s is too old: %s', (version, tooOld) => {
  expect(nodeTooOld(version) !== undefined).toBe(tooOld)
})

test('the sentence names both versions and what to do', () => {
  expect(nodeTooOld('20.19.0')).toBe(
    'layerscope needs Node 22.15 or newer, and this is 20.19.0: install a newer one, or start it from a checkout with "npm start", which brings its own.',
  )
})
