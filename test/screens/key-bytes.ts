/**
 * The bytes a terminal sends for a key written as in the table of keys: `j`, `enter`, `ctrl-d`, `shift-tab`, `f1`.
 * Escape is sent as kitty does (`CSI 27 u`): a bare ESC would mean waiting for what may follow it.
 */
export function keyBytes(key: string): string {
  const bytes = NAMED[key]
  if (bytes !== undefined) return bytes
  if (/^ctrl-[a-z]$/.test(key)) return String.fromCharCode(key.charCodeAt(5) & 0x1f)
  if (/^alt-.$/u.test(key)) return `\x1b${key.slice(4)}`
  if (Array.from(key).length === 1) return key
  throw new Error(`No key is called ${key}.`)
}

const NAMED: Readonly<Record<string, string>> = {
  space: ' ',
  enter: '\r',
  tab: '\t',
  'shift-tab': '\x1b[Z',
  escape: '\x1b[27u',
  backspace: '\x7f',
  delete: '\x1b[3~',
  insert: '\x1b[2~',
  up: '\x1b[A',
  down: '\x1b[B',
  right: '\x1b[C',
  left: '\x1b[D',
  home: '\x1b[H',
  end: '\x1b[F',
  pageUp: '\x1b[5~',
  pageDown: '\x1b[6~',
  f1: '\x1bOP',
  f5: '\x1b[15~',
}
