import { describe, expect, test } from 'vitest'
import { openTerminal } from '../../../components/terminal/terminal.ts'
import { keyId, type TerminalEvent } from '../../../components/terminal/terminal-event.ts'
import { FakeKeyboard, FakeScreen } from '../../screens/fake-terminal.ts'
import { readCaret, readLines } from '../../screens/read-screen.ts'

test('only rows that changed are sent', async () => {
  const { screen, terminal } = open()
  terminal.paint(['one', 'two', 'three'])
  const before = screen.sent.length
  terminal.paint(['one', '2', 'three'])
  await screen.drawn()
  expect(readLines(screen)).toEqual(['one', '2', 'three', ''])
  expect(screen.sent.slice(before).join('')).toContain('2')
  expect(screen.sent.slice(before).join('')).not.toMatch(/one|three/)
  terminal.close()
})

test('the same frame again sends nothing', () => {
  const { screen, terminal } = open()
  terminal.paint(['one'])
  const before = screen.sent.length
  terminal.paint(['one'])
  expect(screen.sent.length).toBe(before)
  terminal.close()
})

test('a row that fills the screen’s width keeps its last character', async () => {
  const { screen, terminal } = open()
  terminal.paint(['0123456789ab', '────────────'])
  terminal.paint(['ba9876543210', '────────────'])
  await screen.drawn()
  expect(readLines(screen)).toEqual(['ba9876543210', '────────────', '', ''])
  terminal.close()
})

test('a row wider than the screen moves no other row', async () => {
  const { screen, terminal } = open()
  terminal.paint(['0123456789abcdefghijklm', 'next'])
  await screen.drawn()
  expect(readLines(screen)[1]).toBe('next')
  terminal.close()
})

test('the caret stays where typed text will appear, whatever is drawn', async () => {
  const { screen, terminal } = open()
  terminal.setCaret({ column: 3, row: 2 })
  terminal.paint(['one', 'two'])
  await screen.drawn()
  expect(readCaret(screen)).toEqual({ column: 3, row: 2 })
  terminal.setCaret(undefined)
  terminal.paint(['1', '2'])
  await screen.drawn()
  expect(readCaret(screen)).toBeUndefined()
  terminal.close()
})

describe('closing', () => {
  test('gives back the shell’s screen, keyboard, mouse and cursor', async () => {
    const { screen, keyboard, terminal } = open()
    terminal.paint(['ours'])
    terminal.close()
    await screen.drawn()
    expect(readLines(screen)[0]).toBe('shell$')
    expect(readCaret(screen)).toBeDefined()
    expect(keyboard.isRaw).toBe(false)
    expect(screen.emulator.modes.mouseTrackingMode).toBe('none')
    expect(screen.emulator.modes.bracketedPasteMode).toBe(false)
    expect(screen.emulator.modes.wraparoundMode).toBe(true)
  })

  test('twice does nothing more, and nothing is drawn afterwards', () => {
    const { screen, terminal } = open()
    terminal.close()
    const sent = screen.sent.length
    terminal.close()
    terminal.paint(['ghost'])
    terminal.send('\x07')
    expect(screen.sent.length).toBe(sent)
  })

  test('leaves no listener behind', () => {
    const before = process.listenerCount('exit') + process.listenerCount('SIGTERM')
    const { screen, terminal } = open()
    terminal.close()
    expect(process.listenerCount('exit') + process.listenerCount('SIGTERM')).toBe(before)
    expect(screen.listenerCount('resize')).toBe(0)
  })

  test('tells what libraries printed meanwhile', () => {
    const { screen, terminal } = open()
    console.warn('careful: %d', 3)
    expect(screen.sent.join('')).not.toContain('careful')
    expect(terminal.close()).toEqual(['careful: 3'])
  })
})

describe('suspending', () => {
  test('lends the shell’s screen and the keyboard, then draws everything again', async () => {
    const { screen, keyboard, terminal } = open()
    terminal.paint(['ours'])
    await terminal.suspend(async () => {
      await screen.drawn()
      expect(readLines(screen)[0]).toBe('shell$')
      expect(keyboard.isRaw).toBe(false)
      expect(screen.emulator.modes.mouseTrackingMode).toBe('none')
      terminal.paint(['changed'])
    })
    await screen.drawn()
    expect(readLines(screen)[0]).toBe('changed')
    expect(keyboard.isRaw).toBe(true)
    expect(screen.emulator.modes.mouseTrackingMode).toBe('drag')
    terminal.close()
  })

  test('takes the terminal back when the work fails', async () => {
    const { keyboard, terminal } = open()
    const work = terminal.suspend(() => Promise.reject(new Error('no such pager')))
    await expect(work).rejects.toThrow('no such pager')
    expect(keyboard.isRaw).toBe(true)
    terminal.close()
  })

  test('keeps the mouse as it was switched', async () => {
    const { screen, terminal } = open()
    terminal.setMouse(false)
    await terminal.suspend(() => Promise.resolve())
    await screen.drawn()
    expect(screen.emulator.modes.mouseTrackingMode).toBe('none')
    terminal.close()
  })
})

test('keys typed before anybody listens are not lost', () => {
  const { keyboard, terminal } = open()
  keyboard.feed('jk')
  const keys: TerminalEvent[] = []
  terminal.onEvent(event => keys.push(event))
  keyboard.feed('l')
  expect(keys.map(key => (key.kind === 'mouse' || key.kind === 'paste' ? '' : keyId(key)))).toEqual([
    'j',
    'k',
    'l',
  ])
  terminal.close()
})

/** A terminal of 12×4 on which a shell has already written. */
function open() {
  const screen = new FakeScreen(12, 4)
  const keyboard = new FakeKeyboard()
  screen.write('shell$')
  const terminal = openTerminal({ stdin: keyboard, stdout: screen, mouse: true })
  return { screen, keyboard, terminal }
}
