/** How help and README write keys: `↑ k`, `Ctrl-d`, `Shift-Tab`. */
export function keyNames(keys: readonly string[]): string {
  return keys.map(keyName).join('  ')
}

const NAMES: Readonly<Record<string, string>> = {
  up: '↑',
  down: '↓',
  left: '←',
  right: '→',
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

function keyName(key: string): string {
  return NAMES[key] ?? key.replace(/^ctrl-/, 'Ctrl-').replace(/^alt-/, 'Alt-')
}
