import { Buffer } from 'node:buffer'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createInput } from '../../../components/terminal/input.ts'
import { keyId, type TerminalEvent } from '../../../components/terminal/terminal-event.ts'
import { FakeKeyboard } from '../../screens/fake-terminal.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('a lone ESC is the Escape key as soon as nothing follows', () => {
  const { keyboard, events } = open()
  keyboard.feed('\x1b')
  expect(events).toEqual([])
  vi.runAllTimers()
  expect(events.map(name)).toEqual(['escape'])
})

test('a sequence in two chunks is one key', () => {
  const { keyboard, events } = open()
  keyboard.feed('\x1b')
  keyboard.feed('[A')
  vi.runAllTimers()
  expect(events.map(name)).toEqual(['up'])
})

test('a character in two chunks is one character', () => {
  const { keyboard, events } = open()
  const bytes = Buffer.from('日')
  keyboard.emit('data', bytes.subarray(0, 2))
  keyboard.emit('data', bytes.subarray(2))
  expect(events.map(name)).toEqual(['日'])
})

test('two presses on one cell are a double click, a third one begins anew', () => {
  const { keyboard, events } = open()
  for (let press = 0; press < 3; press++) keyboard.feed('\x1b[<0;3;4M')
  expect(events.map(event => event.kind === 'mouse' && event.clicks)).toEqual([1, 2, 1])
})

test('presses far apart in place or time are single clicks', () => {
  const { keyboard, events } = open()
  keyboard.feed('\x1b[<0;3;4M')
  keyboard.feed('\x1b[<0;9;4M')
  vi.advanceTimersByTime(1000)
  keyboard.feed('\x1b[<0;9;4M')
  expect(events.map(event => event.kind === 'mouse' && event.clicks)).toEqual([1, 1, 1])
})

test('after stop the keyboard is somebody else’s', () => {
  const { keyboard, events, input } = open()
  keyboard.feed('\x1b')
  input.stop()
  keyboard.feed('j')
  vi.runAllTimers()
  expect(events).toEqual([])
  expect({ raw: keyboard.isRaw, paused: keyboard.isPaused }).toEqual({ raw: false, paused: true })
  expect(keyboard.listenerCount('data')).toBe(0)
})

function open() {
  const keyboard = new FakeKeyboard()
  const events: TerminalEvent[] = []
  const input = createInput(keyboard, event => events.push(event))
  input.start()
  return { keyboard, events, input }
}

function name(event: TerminalEvent): string {
  return event.kind === 'mouse' || event.kind === 'paste' ? event.kind : keyId(event)
}
