import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  flushInput,
  type InputState,
  isWaiting,
  NO_INPUT,
  PASTE_LIMIT,
  parseInput,
} from '../../../components/terminal/input-parser.ts'
import { keyId, type TerminalEvent } from '../../../components/terminal/terminal-event.ts'

// biome-ignore format: one case per line
describe('what the terminal sends is the key that was pressed', () => {
  test.each([
    ['j',                  ['j']],
    ['jjj',                ['j', 'j', 'j']],
    ['G ',                 ['G', 'space']],
    ['é日🐳',              ['é', '日', '🐳']],
    ['\r\n\t',             ['enter', 'enter', 'tab']],
    ['\x7f\b',             ['backspace', 'backspace']],
    ['\x03\x04\x1a\0',     ['ctrl-c', 'ctrl-d', 'ctrl-z', 'ctrl-space']],
    ['\x1c\x1f',           ['ctrl-\\', 'ctrl-_']],
    ['\x1b[A\x1b[B',       ['up', 'down']],
    ['\x1bOA\x1bOM',       ['up', 'enter']],
    ['\x1b[H\x1b[4~',      ['home', 'end']],
    ['\x1b[5~\x1b[6~',     ['pageUp', 'pageDown']],
    ['\x1b[2~\x1b[3~',     ['insert', 'delete']],
    ['\x1b[Z',             ['shift-tab']],
    ['\x1b[1;5C',          ['ctrl-right']],
    ['\x1b[1;2D\x1b[3;3~', ['shift-left', 'alt-delete']],
    ['\x1bOP\x1b[11~\x1b[[A', ['f1', 'f1', 'f1']],
    ['\x1b[[E\x1b[15~',    ['f5', 'f5']],
    ['\x1b[24~\x1b[1;2P',  ['f12', 'shift-f1']],
    ['\x1bx\x1b ',         ['alt-x', 'alt-space']],
    ['\x1b\r\x1b\x7f',     ['alt-enter', 'alt-backspace']],
    ['\x1b\x1b[A',         ['escape', 'up']],
    ['\x1b[27u\x1b[97;5u', ['escape', 'ctrl-a']],
    ['\x1b[27;5;105~',     ['ctrl-i']],
    ['\x1b[13;2u',         ['shift-enter']],
  ])('%j', (bytes, keys) => {
    expect(read(bytes)).toEqual(keys)
  })
})

// biome-ignore format: one case per line
describe('what nobody pressed is dropped', () => {
  test.each([
    ['focus gained and lost',       '\x1b[I\x1b[O'],
    ['device attributes',           '\x1b[?62;22c'],
    ['colour reply ended by BEL',   '\x1b]11;rgb:1e1e/1e1e/1e1e\x07'],
    ['colour reply ended by ST',    '\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\'],
    ['DCS reply',                   '\x1bP1+r544e=78\x1b\\'],
    ['mode report',                 '\x1b[?2026;2$y'],
    ['a key without a name',        '\x1b[99~'],
    ['a key beyond Unicode',        '\x1b[9999999u'],
    ['a mouse report of nowhere',   '\x1b[<0;0;0M'],
    ['movement without a button',   '\x1b[<35;3;3M'],
    ['8-bit controls',              '\u009b\u0085'],
  ])('%s', (_what, bytes) => {
    expect(read(`${bytes}j`)).toEqual(['j'])
  })

  test('a sequence broken off by another one', () => {
    expect(read('\x1b[12\x1b[A')).toEqual(['up'])
  })
})

// biome-ignore format: one case per line
describe('the mouse', () => {
  test.each([
    ['\x1b[<0;1;1M',     'press left 0,0'],
    ['\x1b[<0;224;51m',  'release left 223,50'],
    ['\x1b[<2;3;4M',     'press right 2,3'],
    ['\x1b[<32;3;4M',    'drag left 2,3'],
    ['\x1b[<64;3;4M',    'wheelUp none 2,3'],
    ['\x1b[<65;3;4M',    'wheelDown none 2,3'],
    ['\x1b[<16;3;4M',    'ctrl press left 2,3'],
  ])('%j', (bytes, words) => {
    expect(read(bytes)).toEqual([words])
  })
})

describe('a paste is one event', () => {
  test('with its line ends, whatever keys are in it', () => {
    expect(read('\x1b[200~rm -rf /\r\nq\x1b[Ax\x1b[201~j')).toEqual(['paste "rm -rf /\\nq\\u001b[Ax"', 'j'])
  })

  test('cut off at a limit, and its end is still found', () => {
    const { events, state } = parseInput(NO_INPUT, `\x1b[200~${'x'.repeat(3 * PASTE_LIMIT)}\x1b[201~`)
    expect(events).toEqual([{ kind: 'paste', text: 'x'.repeat(PASTE_LIMIT) }])
    expect(state).toEqual(NO_INPUT)
  })
})

describe('what has not come to its end', () => {
  test.each([
    ['\x1b', ['escape']],
    ['\x1b[', ['alt-[']],
    ['\x1bO', ['alt-O']],
    ['\x1b]', ['alt-]']],
    ['\x1b[1;', []],
  ])('%j waits, and then is a key', (bytes, keys) => {
    const { events, state } = parseInput(NO_INPUT, bytes)
    expect(events).toEqual([])
    expect(isWaiting(state)).toBe(true)
    expect(flushInput(state).events.map(describeEvent)).toEqual(keys)
    expect(flushInput(state).state).toEqual(NO_INPUT)
  })

  test('a reply that never ends does not swallow the keyboard', () => {
    const { state } = parseInput(NO_INPUT, '\x1b]11;rgb')
    expect(isWaiting(state)).toBe(true)
    expect(flushInput(state).state).toEqual(NO_INPUT)
  })
})

describe('for every input', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '\x1b',
      '[',
      ']',
      'O',
      '\x1b[',
      '\x1b[<0;3;4M',
      '\x1b[200~',
      '\x1b[201~',
      '\x07',
      '\x1b\\',
      '1',
      ';',
      '~',
      'A',
    ),
    fc.string({ unit: 'grapheme', maxLength: 3 }),
  )
  const input = fc.array(piece, { maxLength: 30 }).map(pieces => pieces.join(''))

  test('it does not matter in which chunks it comes', () => {
    fc.assert(
      fc.property(input, fc.integer({ min: 1, max: 7 }), (bytes, size) => {
        expect(feed(chunks(bytes, size))).toEqual(feed([bytes]))
      }),
      { numRuns: 1000 },
    )
  })

  test('what is kept back is bounded', () => {
    fc.assert(
      fc.property(input, bytes => {
        const { state } = parseInput(NO_INPUT, bytes.repeat(50))
        expect(state.pending.length).toBeLessThanOrEqual(64)
      }),
    )
    const { state } = parseInput(NO_INPUT, `\x1b]${'x'.repeat(1_000_000)}`)
    expect(state.pending).toBe('')
  })
})

function read(bytes: string): string[] {
  return feed([bytes]).events
}

function feed(pieces: readonly string[]): { events: string[]; state: InputState } {
  let state = NO_INPUT
  const events: TerminalEvent[] = []
  for (const piece of pieces) {
    const parsed = parseInput(state, piece)
    events.push(...parsed.events)
    state = parsed.state
  }
  return { events: events.map(describeEvent), state }
}

/** In pieces of `size` characters; the decoder in front never splits one. */
function chunks(bytes: string, size: number): string[] {
  const characters = Array.from(bytes)
  return Array.from({ length: Math.ceil(characters.length / size) }, (_, at) =>
    characters.slice(at * size, (at + 1) * size).join(''),
  )
}

function describeEvent(event: TerminalEvent): string {
  switch (event.kind) {
    case 'paste':
      return `paste ${JSON.stringify(event.text)}`
    case 'mouse':
      return `${event.ctrl ? 'ctrl ' : ''}${event.action} ${event.button} ${event.column},${event.row}`
    default:
      return keyId(event)
  }
}
