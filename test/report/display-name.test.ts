import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { byteString, fromText } from '../../src/image/byte-string.ts'
import { displayLines, displayName, displayText, joinText } from '../../src/report/display-name.ts'

const bytes = (characters: string) => byteString(characters)

describe('ordinary names look like themselves', () => {
  test.each([
    '',
    'bin',
    'my file.txt',
    'naïve',
    '日本語',
    '🐳.tar',
    'e\u0301',
    'שלום',
    'C:\\dir',
    'tail\\',
    '🇩🇪',
  ])('%s', name => {
    expect(displayName(fromText(name))).toBe(name)
    expect(displayText(name)).toBe(name)
  })
})

describe('an attack is shown, not performed', () => {
  // biome-ignore format: one case per line
  test.each([
    ['clear the screen',              '\x1b[2J',                  String.raw`\x1b[2J`],
    ['write the clipboard (OSC 52)',  '\x1b]52;c;cm0gLXJm\x07',   String.raw`\x1b]52;c;cm0gLXJm\x07`],
    ['set the title',                 '\x1b]0;root#\x1b\\',       String.raw`\x1b]0;root#\x1b\ `.trimEnd()],
    ['8-bit CSI, as UTF-8',           '\u009b31m',                String.raw`\u{9b}31m`],
    ['a second line',                 'motd\nroot::0:0',          String.raw`motd\nroot::0:0`],
    ['overwrite from the left',       'evil\rgood',               String.raw`evil\rgood`],
    ['erase with backspaces',         'evil\b\b\b\b',             String.raw`evil\x08\x08\x08\x08`],
    ['push the row apart',            'a\tb',                     String.raw`a\tb`],
    ['delete',                        '\x7f',                     String.raw`\x7f`],
    ['NUL',                           '\0',                       String.raw`\x00`],
    ['turn the extension around',     'gnp.\u202eexe',            String.raw`gnp.\u{202e}exe`],
    ['bidi isolate',                  '\u2066a\u2069',            String.raw`\u{2066}a\u{2069}`],
    ['bidi mark',                     'a\u200fb',                 String.raw`a\u{200f}b`],
    ['a second "passwd" (ZWSP)',      'pass\u200bwd',             String.raw`pass\u{200b}wd`],
    ['a second "passwd" (ZWJ)',       'pass\u200dwd',             String.raw`pass\u{200d}wd`],
    ['a second "passwd" (BOM)',       '\ufeffpasswd',             String.raw`\u{feff}passwd`],
    ['a second "a b" (NBSP)',         'a\u00a0b',                 String.raw`a\u{a0}b`],
    ['a name of nothing (filler)',    '\u3164',                   String.raw`\u{3164}`],
    ['a name of nothing (Braille)',   '\u2800',                   String.raw`\u{2800}`],
    ['soft hyphen',                   'a\u00adb',                 String.raw`a\u{ad}b`],
    ['variation selector',            'a\ufe0f',                  String.raw`a\u{fe0f}`],
    ['hidden message (tags)',         'a\u{e0041}\u{e007f}',      String.raw`a\u{e0041}\u{e007f}`],
    ['line separator',                'a\u2028b\u2029c',          String.raw`a\u{2028}b\u{2029}c`],
    ['private use (icon fonts)',      '\ue0b0',                   String.raw`\u{e0b0}`],
    ['a mark on what stands left',    '\u0301a',                  String.raw`\u{301}a`],
    ['a tower of marks',              `a${'\u0301'.repeat(6)}`,   `a${'\u0301'.repeat(4)}${String.raw`\u{301}\u{301}`}`],
    ['an escape, typed',              String.raw`\x1b`,           String.raw`\\x1b`],
    ['systemd’s own escapes',         String.raw`a\x2db`,         String.raw`a\\x2db`],
    ['two backslashes',               String.raw`a\\b`,           String.raw`a\\\b`],
    ['backslash, newline',            '\\\n',                     String.raw`\\\n`],
  ])('%s', (_attack, name, shown) => {
    expect(displayName(fromText(name))).toBe(shown)
    expect(displayText(name)).toBe(shown)
  })
})

describe('bytes that are not UTF-8 keep their value', () => {
  // biome-ignore format: one case per line
  test.each([
    ['Latin-1',                   'caf\xe9',              String.raw`caf\xe9`],
    ['8-bit CSI, raw',            '\x9b31m',              String.raw`\x9b31m`],
    ['overlong slash',            '\xc0\xaf',             String.raw`\xc0\xaf`],
    ['overlong escape, 3 bytes',  '\xe0\x80\x9b',         String.raw`\xe0\x80\x9b`],
    ['surrogate in UTF-8',        '\xed\xa0\x80',         String.raw`\xed\xa0\x80`],
    ['beyond U+10FFFF',           '\xf4\x90\x80\x80',     String.raw`\xf4\x90\x80\x80`],
    ['cut in the middle',         'a\xe6\x97',            String.raw`a\xe6\x97`],
    ['valid after invalid',       '\xff\xe6\x97\xa5',     String.raw`\xff日`],
  ])('%s', (_case, name, shown) => {
    expect(displayName(bytes(name))).toBe(shown)
  })

  test('a lone surrogate of an ordinary string is no byte', () => {
    expect(displayText('\udcff')).toBe(String.raw`\u{dcff}`)
  })
})

describe('for every input', () => {
  const anyBytes = fc.string({
    unit: fc.integer({ min: 0, max: 255 }).map(byte => String.fromCharCode(byte)),
  })
  const tricky = fc.string({
    unit: fc.constantFrom('\\', 'x', 'u', 'n', '{', '}', '1', 'b', '\n', '\x1b', '\u0301', '\xe9'),
  })
  const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), tricky)

  test('nothing a terminal obeys, hides or reorders comes out', () => {
    const obeyed = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u
    fc.assert(
      fc.property(anyBytes, name => !obeyed.test(displayName(bytes(name)))),
      { numRuns: 1000 },
    )
    fc.assert(
      fc.property(anyText, text => !obeyed.test(displayText(text))),
      { numRuns: 1000 },
    )
  })

  test('the bytes can be read back, so no two names look the same', () => {
    const law = (name: string) => readBack(displayName(bytes(name))) === name
    fc.assert(fc.property(anyBytes, law), { numRuns: 1000 })
    fc.assert(
      fc.property(
        tricky.map(text => String(fromText(text))),
        law,
      ),
      { numRuns: 1000 },
    )
  })

  test('a long name of marks takes no longer than its length', () => {
    expect(displayText('\u0301'.repeat(100_000)).length).toBe(700_000)
  })
})

describe('several lines', () => {
  test('are split, and their tabs are spaces', () => {
    expect(displayLines('set -eux; \\\r\n\tapt-get\x1b update\nab\tc')).toEqual([
      'set -eux; \\',
      String.raw`    apt-get\x1b update`,
      'ab  c',
    ])
  })

  test('texts joined stay what they are', () => {
    expect(joinText(displayText('a\n'), displayText('b'))).toBe(String.raw`a\nb`)
  })
})

/** The reader of what displayName writes; the bytes as a byte string. */
function readBack(shown: string): string {
  return shown.replace(/\\x(..)|\\u\{([0-9a-f]+)\}|\\([ntr\\])|[^\\]|\\/gu, (all, byte, code, short) => {
    if (byte !== undefined) return String.fromCharCode(Number.parseInt(byte, 16))
    if (code !== undefined) return fromText(String.fromCodePoint(Number.parseInt(code, 16)))
    if (short !== undefined) return { n: '\n', t: '\t', r: '\r', '\\': '\\' }[String(short)] ?? ''
    return fromText(all)
  })
}
