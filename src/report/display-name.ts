import type { ByteString } from '../image/byte-string.ts'

declare const harmless: unique symbol

/**
 * Text a terminal may be given: every character in it is visible and nothing in it is a command.
 *
 * Names, labels and contents come from whoever built the image, and a terminal obeys what it is sent. This file is
 * the only one that makes a `DisplayText`, and painting accepts nothing else.
 */
export type DisplayText = string & { readonly [harmless]: 'DisplayText' }

/**
 * A name or a content as a terminal may show it. Its bytes are read as UTF-8; nothing is lost and no two names look
 * the same:
 *
 *   an invalid byte                        \xff
 *   a control character                    \x1b  \n  \t  \r
 *   invisible, reordering, blank, unknown  \u{202e}  \u{a0}  \u{e0041}
 *   a backslash that could be one of these \\x1b   (any other backslash stays alone: C:\dir)
 */
export function displayName(name: ByteString): DisplayText {
  return isPlain(name) ? brand(name) : brand(decodeUtf8(name).replace(UNSAFE, escapeByteOrCharacter))
}

/** The same for ordinary strings: instructions, labels, messages, our own words. A newline becomes `\n`. */
export function displayText(text: string): DisplayText {
  return OWN_WORDS.test(text) ? brand(text) : brand(text.replace(UNSAFE, escapeCharacter))
}

/**
 * A line of code: backslashes stay as they are, because it may be pasted where a program reads them. Only in a line
 * that hides something they are doubled, so that what is shown cannot be mistaken.
 */
export function displayCode(line: string): DisplayText {
  return HIDES.test(line) ? displayText(line) : brand(line)
}

/** Several lines of text, each harmless; tabs become spaces up to the next multiple of `tabWidth` characters. */
export function displayLines(text: string, tabWidth = 4): DisplayText[] {
  return text.split(/\r?\n/).map(line => displayText(expandTabs(line, tabWidth)))
}

/** A part of a harmless text, by character; an escape may be cut in two, which stays harmless. */
export function sliceText(text: DisplayText, start: number, end?: number): DisplayText {
  return brand(text.slice(start, end))
}

/** Harmless texts side by side are harmless. */
export function joinText(...parts: readonly DisplayText[]): DisplayText {
  return brand(parts.join(''))
}

/** Printable ASCII without a backslash, arrows, box drawing and bars: what screens consist of. */
const OWN_WORDS = /^[ -[\]-~…↑→↓←─-▟▾▸]*$/

/** Whether the text is printable ASCII without a backslash: nearly every name, and nothing to do. */
function isPlain(text: string): boolean {
  return /^[ -[\]-~]*$/.test(text)
}

/**
 * Everything that is not a visible mark on the screen: controls, format characters (bidi overrides, zero width,
 * tags), surrogates, private use, unassigned, line separators, every space but U+0020, fillers, blank Braille.
 */
const HIDDEN = String.raw`[[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u{2800}]--[ ]]`

/** More combining marks than this on one letter are no writing system but a way to draw over other rows. */
const MARKS_ON_A_LETTER = 4

const UNSAFE = new RegExp(
  [
    HIDDEN,
    String.raw`(?<=\p{M}{${MARKS_ON_A_LETTER}})\p{M}`,
    String.raw`(?<=^\p{M}*)\p{M}`, // would sit on whatever is drawn to the left of the name
    String.raw`\\(?=[\\xunrt]|${HIDDEN})`,
  ].join('|'),
  'gv',
)

/** What `UNSAFE` finds, backslashes apart. */
const HIDES = new RegExp(
  [HIDDEN, String.raw`\p{M}{${MARKS_ON_A_LETTER + 1}}`, String.raw`^\p{M}`].join('|'),
  'v',
)

function escapeCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0
  const short = SHORT_ESCAPES.get(code)
  if (short !== undefined) return short
  return code < 0x80 ? `\\x${hex(code)}` : `\\u{${code.toString(16)}}`
}

const SHORT_ESCAPES: ReadonlyMap<number, string> = new Map([
  [0x09, '\\t'],
  [0x0a, '\\n'],
  [0x0d, '\\r'],
  [0x5c, '\\\\'],
])

function escapeByteOrCharacter(character: string): string {
  const code = character.charCodeAt(0)
  return character.length === 1 && isInvalidByte(code)
    ? `\\x${hex(code - INVALID_BYTE)}`
    : escapeCharacter(character)
}

/** Reads UTF-8. An invalid byte becomes the lone surrogate U+DC00 + byte, which valid UTF-8 never spells. */
function decodeUtf8(bytes: string): string {
  return bytes.replace(UTF8_SEQUENCE, sequence =>
    sequence.length === 1
      ? String.fromCharCode(INVALID_BYTE + sequence.charCodeAt(0))
      : String.fromCodePoint(codePoint(sequence)),
  )
}

/** Unicode, table 3-7 (well-formed UTF-8), or else one byte that is none. */
const UTF8_SEQUENCE =
  /[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}|[\x80-\xff]/g

const INVALID_BYTE = 0xdc00

function isInvalidByte(code: number): boolean {
  return code >= INVALID_BYTE + 0x80 && code <= INVALID_BYTE + 0xff
}

/** The code point of one well-formed sequence of two to four bytes. */
function codePoint(sequence: string): number {
  let code = sequence.charCodeAt(0) & (0xff >> (sequence.length + 1))
  for (let at = 1; at < sequence.length; at++) code = (code << 6) | (sequence.charCodeAt(at) & 0x3f)
  return code
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, '0')
}

function expandTabs(line: string, tabWidth: number): string {
  if (!line.includes('\t')) return line
  let expanded = ''
  for (const [index, piece] of line.split('\t').entries()) {
    if (index > 0) expanded += ' '.repeat(tabWidth - (expanded.length % tabWidth))
    expanded += piece
  }
  return expanded
}

function brand(text: string): DisplayText {
  return text as DisplayText
}
