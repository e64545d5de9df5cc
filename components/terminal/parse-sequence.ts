import type { Key, KeyName, MouseEvent, TerminalEvent } from './terminal-event.ts'

/**
 * What a complete CSI sequence (`ESC [ parameters final`) means. Replies of the terminal, focus events and keys we
 * have no name for mean nothing.
 *
 * Written down in xterm's ctlseqs ("PC-Style Function Keys", "SGR mouse", "modifyOtherKeys") and, for `u`, in the
 * kitty keyboard protocol.
 */
export function parseCsi(parameters: string, final: string): TerminalEvent | undefined {
  if (parameters.startsWith('<')) return parseMouse(parameters.slice(1), final)
  if (/[^\d;:]/.test(parameters)) return undefined
  const [first = 1, modifier = 1, third = 0] = parameters.split(';').map(readNumber)
  if (final === 'u') return fromCode(first, modifier)
  if (final === '~' && first === 27) return fromCode(third, modifier)
  if (final === 'Z') return named('tab', SHIFT + 1)
  const name = final === '~' ? TILDE_KEYS.get(first) : LETTER_KEYS.get(final)
  return name && named(name, modifier)
}

/** What `ESC O final` means: arrows and F1–F4 in application mode, the keypad's Enter. */
export function parseSs3(final: string): Key | undefined {
  const name = final === 'M' ? 'enter' : LETTER_KEYS.get(final)
  return name && named(name, 1)
}

/** A single character outside any sequence; `alt` when ESC stood before it. */
export function parseCharacter(character: string, alt: boolean): Key | undefined {
  const code = character.codePointAt(0) ?? 0
  const name = CONTROL_KEYS.get(code)
  if (name !== undefined) return { kind: 'named', name, ctrl: false, shift: false, alt }
  if (code < 0x20)
    return {
      kind: 'chord',
      text: CONTROL_LETTERS[code] ?? ' ',
      ctrl: true,
      alt,
    }
  if (code >= 0x80 && code < 0xa0) return undefined
  return alt ? { kind: 'chord', text: character, ctrl: false, alt } : { kind: 'char', text: character }
}

const CONTROL_LETTERS = ' abcdefghijklmnopqrstuvwxyz[\\]^_'

const CONTROL_KEYS: ReadonlyMap<number, KeyName> = new Map([
  [0x08, 'backspace'],
  [0x09, 'tab'],
  [0x0a, 'enter'],
  [0x0d, 'enter'],
  [0x1b, 'escape'],
  [0x7f, 'backspace'],
])

const LETTER_KEYS: ReadonlyMap<string, KeyName> = new Map([
  ['A', 'up'],
  ['B', 'down'],
  ['C', 'right'],
  ['D', 'left'],
  ['F', 'end'],
  ['H', 'home'],
  ['P', 'f1'],
  ['Q', 'f2'],
  ['R', 'f3'],
  ['S', 'f4'],
])

const TILDE_KEYS: ReadonlyMap<number, KeyName> = new Map([
  [1, 'home'],
  [2, 'insert'],
  [3, 'delete'],
  [4, 'end'],
  [5, 'pageUp'],
  [6, 'pageDown'],
  [7, 'home'],
  [8, 'end'],
  [11, 'f1'],
  [12, 'f2'],
  [13, 'f3'],
  [14, 'f4'],
  [15, 'f5'],
  [17, 'f6'],
  [18, 'f7'],
  [19, 'f8'],
  [20, 'f9'],
  [21, 'f10'],
  [23, 'f11'],
  [24, 'f12'],
])

/** Modifiers travel as a sum plus one. */
const SHIFT = 1
const ALT = 2
const CTRL = 4

function named(name: KeyName, modifier: number): Key {
  const bits = modifier - 1
  return {
    kind: 'named',
    name,
    ctrl: (bits & CTRL) !== 0,
    shift: (bits & SHIFT) !== 0,
    alt: (bits & ALT) !== 0,
  }
}

/** A key told by its Unicode code point. */
function fromCode(code: number, modifier: number): Key | undefined {
  const name = CONTROL_KEYS.get(code)
  if (name !== undefined) return named(name, modifier)
  if (code < 0x20 || code > 0x10ffff) return undefined
  const text = String.fromCodePoint(code)
  const bits = modifier - 1
  if ((bits & (CTRL | ALT)) === 0) return parseCharacter(text, false)
  return {
    kind: 'chord',
    text,
    ctrl: (bits & CTRL) !== 0,
    alt: (bits & ALT) !== 0,
  }
}

/** SGR mouse: `button;column;row`, `M` pressed, `m` released, cells counted from 1. */
function parseMouse(parameters: string, final: string): MouseEvent | undefined {
  const [code = -1, column = 0, row = 0] = parameters.split(';').map(readNumber)
  const action = mouseAction(code, final)
  if (action === undefined || column < 1 || row < 1) return undefined
  return {
    kind: 'mouse',
    action,
    button: mouseButton(code),
    column: column - 1,
    row: row - 1,
    clicks: 1,
    shift: (code & 4) !== 0,
    alt: (code & 8) !== 0,
    ctrl: (code & 16) !== 0,
  }
}

function mouseAction(code: number, final: string): MouseEvent['action'] | undefined {
  const moved = (code & 32) !== 0
  const wheel = (code & 64) !== 0
  const which = code & 3
  if (code < 0 || code > 127) return undefined
  if (wheel) return which === 0 ? 'wheelUp' : which === 1 ? 'wheelDown' : undefined
  if (which === 3) return undefined // moved without a button
  if (moved) return 'drag'
  return final === 'm' ? 'release' : 'press'
}

function mouseButton(code: number): MouseEvent['button'] {
  return (code & 64) !== 0 ? 'none' : ((['left', 'middle', 'right'] as const)[code & 3] ?? 'none')
}

/** Sub-parameters after `:` are of no interest; an empty parameter counts as 1. */
function readNumber(parameter: string): number {
  return parameter === '' ? 1 : Number.parseInt(parameter, 10)
}
