/** How help and README write keys: `↑  k`, `Ctrl-d`, `Shift-Tab`. */
export function keyNames(keys: readonly string[], ascii: boolean): string {
  return keys.map(key => keyName(key, ascii)).join('  ')
}

/** How the status line writes the key of a hint. */
export function hintKey(key: string, ascii: boolean): string {
  return ascii ? (ASCII_HINTS[key] ?? key) : key
}

const ASCII_HINTS: Readonly<Record<string, string>> = {
  '↑↓': 'Up/Down',
  '⇥': 'Tab',
  '⏎': 'Enter',
  '←→': 'Left/Right',
}

const ARROWS: Readonly<Record<string, readonly [drawn: string, ascii: string]>> = {
  up: ['↑', 'Up'],
  down: ['↓', 'Down'],
  left: ['←', 'Left'],
  right: ['→', 'Right'],
}

const NAMES: Readonly<Record<string, string>> = {
  enter: 'Enter',
  escape: 'Esc',
  space: 'Space',
  tab: 'Tab',
  'shift-tab': 'Shift-Tab',
  backspace: 'Backspace',
  pageUp: 'PgUp',
  pageDown: 'PgDn',
  home: 'Home',
  end: 'End',
  f1: 'F1',
}

function keyName(key: string, ascii: boolean): string {
  const arrow = ARROWS[key]
  if (arrow !== undefined) return arrow[ascii ? 1 : 0]
  return NAMES[key] ?? key.replace(/^ctrl-/, 'Ctrl-').replace(/^alt-/, 'Alt-')
}
