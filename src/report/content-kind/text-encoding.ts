/** How a text is written; `null` for what is no text. */
export type TextEncoding = 'ASCII' | 'UTF-8' | 'UTF-8 (with BOM)' | 'UTF-16LE' | 'UTF-16BE' | 'ISO-8859'

/**
 * What a content's first bytes are written in, by the rules of `file`: a text has no control characters but those
 * that lay it out (and ESC, for colours). A character that the end of the head cuts is fine.
 */
export function textEncoding(head: Uint8Array): TextEncoding | null {
  if (startsWith(head, 0xff, 0xfe)) return 'UTF-16LE'
  if (startsWith(head, 0xfe, 0xff)) return 'UTF-16BE'
  const kinds = kindsIn(head)
  if ((kinds & CONTROL) !== 0) return null
  if (kinds === PLAIN) return 'ASCII'
  if (isUtf8(head)) return startsWith(head, 0xef, 0xbb, 0xbf) ? 'UTF-8 (with BOM)' : 'UTF-8'
  return (kinds & UPPER_CONTROL) === 0 ? 'ISO-8859' : null
}

/** Bytes to look at. */
export const TEXT_HEAD = 64 * 1024

const PLAIN = 0
const CONTROL = 1
const UPPER = 2
const UPPER_CONTROL = 4

/** The kinds of bytes there are; asked of every file that is searched, so without a call for each byte. */
function kindsIn(head: Uint8Array): number {
  let kinds = PLAIN
  for (const byte of head) kinds |= KINDS[byte] ?? PLAIN
  return kinds
}

const KINDS = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte >= 0xa0) return UPPER
  if (byte >= 0x80) return UPPER | UPPER_CONTROL
  return (byte < 0x20 && !isLayout(byte)) || byte === 0x7f ? CONTROL : PLAIN
})

/** Bell, backspace, tab, newline, vertical tab, form feed, return and escape. */
function isLayout(byte: number): boolean {
  return (byte >= 0x07 && byte <= 0x0d) || byte === 0x1b
}

function isUtf8(head: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true })
    return true
  } catch {
    return false
  }
}

function startsWith(head: Uint8Array, ...magic: readonly number[]): boolean {
  return magic.every((byte, at) => head[at] === byte)
}
