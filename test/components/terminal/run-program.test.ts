import { expect, test } from 'vitest'
import { runProgram } from '../../../components/terminal/run-program.ts'
import { openTerminal } from '../../../components/terminal/terminal.ts'
import { FakeKeyboard, FakeScreen } from '../../screens/fake-terminal.ts'

function open() {
  const screen = new FakeScreen(20, 4)
  const keyboard = new FakeKeyboard()
  return { screen, keyboard, terminal: openTerminal({ stdin: keyboard, stdout: screen, mouse: true }) }
}

test.each([
  ['true', { kind: 'ended', code: 0 }],
  ['test -d', { kind: 'ended', code: 1 }],
  ["sh -c 'exit 3'", { kind: 'ended', code: 3 }],
  ['no-such-program', { kind: 'notStarted', answer: 'ENOENT' }],
  ['X=1 no-such-program "$HOME"', { kind: 'notStarted', answer: 'ENOENT' }],
])('%s', async (command, ending) => {
  const { terminal } = open()
  expect(await runProgram(terminal, command, '/etc/passwd')).toEqual(ending)
  terminal.close()
})

test('while a program runs Ctrl-C is its own, and Ctrl-Z stops us too; afterwards all is as it was', async () => {
  const { terminal } = open()
  const watched = ['SIGINT', 'SIGQUIT', 'SIGTSTP'] as const
  const before = watched.map(signal => process.listeners(signal))
  const running = runProgram(terminal, 'sleep', '0.2')
  const during = watched.map(signal => process.listeners(signal))
  expect(during[0]).not.toEqual(before[0])
  expect(during.map(listeners => listeners.length)).toEqual([1, 1, (before[2]?.length ?? 0) + 1])
  await running
  expect(watched.map(signal => process.listeners(signal))).toEqual(before)
  terminal.close()
})

test('what a killed program left switched on is switched off, on our own screen', async () => {
  const { screen, terminal } = open()
  await runProgram(terminal, 'true', '')
  const sent = screen.sent.join('')
  const back = sent.lastIndexOf('\x1b[?1049h')
  expect(sent.indexOf('\x1b[r', back)).toBeGreaterThan(back)
  expect(sent.indexOf('\x1b[?1000h', back)).toBeGreaterThan(sent.indexOf('\x1b[?1000l', back))
  expect(sent.slice(0, back)).not.toContain('\x1b[r')
  terminal.close()
})
