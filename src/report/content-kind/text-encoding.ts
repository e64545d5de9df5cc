/** How a text is written; `null` for what is no text. */
export type TextEncoding = 'ASCII' | 'UTF-8' | 'UTF-8 (with BOM)' | 'UTF-16LE' | 'UTF-16BE' | 'ISO-8859'

/**
 * What a content's first bytes are written in, by the rules of `file`: a text has no control characters but those
 * that lay it out (and ESC, for colours). A character that the end of the head cuts is fine.
 */
export function textEncoding(head: Uint8Array): TextEncoding | null {
  if (startsWith(head, 0xff, 0xfe)) return 'UTF-16LE'
  if (startsWith(head, 0xfe, 0xff)) return 'UTF-16BE'
  if (head.some(byte => byte < 0x80 && CONTROLS.has(byte))) return null
  if (head.every(byte => byte < 0x80)) return 'ASCII'
  if (isUtf8(head)) return startsWith(head, 0xef, 0xbb, 0xbf) ? 'UTF-8 (with BOM)' : 'UTF-8'
  return head.some(byte => byte >= 0x80 && byte < 0xa0) ? null : 'ISO-8859'
}

/** Bytes to look at. */
export const TEXT_HEAD = 64 * 1024

/** All but bell, backspace, tab, newline, vertical tab, form feed, return and escape. */
const CONTROLS: ReadonlySet<number> = new Set(
  [...Array.from({ length: 0x20 }, (_, code) => code), 0x7f].filter(
    code => !(code >= 0x07 && code <= 0x0d) && code !== 0x1b,
  ),
)

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
