import { expect, test } from 'vitest'
import { copySequence } from '../../../components/terminal/clipboard.ts'

test('a path is sent as base64 of its UTF-8 form', () => {
  expect(copySequence('/tmp/日', {})).toBe('\x1b]52;c;L3RtcC/ml6U=\x07')
})

test('tmux is asked to pass it on', () => {
  expect(copySequence('a', { TMUX: '/tmp/tmux-0/default,1,0' })).toBe(
    '\x1bPtmux;\x1b\x1b]52;c;YQ==\x07\x1b\\',
  )
})

test('what no terminal would take is not sent', () => {
  expect(copySequence('x'.repeat(60_000), {})).toBeUndefined()
})
