import { isWide } from './wide-characters.ts'

/**
 * How many columns of a terminal the text takes. Expects text without escape codes or controls, such as
 * `DisplayText`; agrees with Ink's own measure (the package string-width) on every one of those.
 */
export function textWidth(text: string): number {
  const width = simpleWidth(text)
  return width === COMPLEX ? sum(clusters(text).map(clusterWidth)) : width
}

/** What the eye takes for one character, each with its width in columns: never split one of these. */
export function graphemes(text: string): { text: string; width: number }[] {
  const parts = simpleWidth(text) === COMPLEX ? clusters(text) : text.split('')
  return parts.map(part => ({ text: part, width: textWidth(part) }))
}

const COMPLEX = -1

/**
 * The width of text whose every UTF-16 unit stands alone, or `COMPLEX`. ASCII, box drawing, bars, common Han and
 * Hangul: what nearly every row consists of. Segmenting graphemes costs fifty times more.
 */
function simpleWidth(text: string): number {
  let width = text.length
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit >= 0x20 && unit < 0x7f) continue
    if ((unit >= 0x4e00 && unit <= 0x9fff) || (unit >= 0xac00 && unit <= 0xd7a3)) width++
    else if (!standsAlone(unit)) return COMPLEX
  }
  return width
}

/** Latin letters, dashes and quotes, arrows and mathematics, box drawing and blocks: narrow and never joined. */
function standsAlone(unit: number): boolean {
  return (
    (unit > 0xa0 && unit < 0x300 && unit !== 0xad) ||
    (unit >= 0x2010 && unit <= 0x2027) ||
    (unit >= 0x2190 && unit <= 0x2319) ||
    (unit >= 0x2500 && unit <= 0x25fc)
  )
}

/** Made when it is first needed: that takes longer than everything else at the start. */
let segmenter: Intl.Segmenter | undefined

function clusters(text: string): string[] {
  segmenter ??= new Intl.Segmenter()
  return Array.from(segmenter.segment(text), ({ segment }) => segment)
}

/**
 * One grapheme cluster. An emoji sequence is two columns however many characters it has; a Hangul syllable is as
 * wide as its first letter; elsewhere every visible character counts (spacing marks, Indic conjuncts).
 */
function clusterWidth(cluster: string): number {
  const emoji = emojiAtStart(cluster)
  if (emoji !== null) return 2 + 2 * strayModifiers(cluster, emoji.length)
  const characters = Array.from(cluster.split('\u200d', 1)[0] ?? '')
  if (!HANGUL_LETTER.test(cluster)) return sum(characters.map(columns))
  return columns(characters[0] ?? '') + 2 * strayModifiers(cluster, 1)
}

/**
 * An emoji, a flag (or half of one), or pictures joined by U+200D. Made when it is first needed: Unicode's list of
 * emoji sequences takes long to compile.
 */
let emojiPattern: RegExp | undefined

function emojiAtStart(cluster: string): string | null {
  emojiPattern ??=
    /^(?:\p{RGI_Emoji}|\p{Regional_Indicator}{1,2}|[\d#*]\u{FE0F}|\p{Extended_Pictographic}\p{M}*\u{200D}\p{Extended_Pictographic})/v
  return emojiPattern.exec(cluster)?.[0] ?? null
}

const HANGUL_LETTER = /^[\u{1100}-\u{11FF}\u{A960}-\u{A97C}\u{AC00}-\u{D7A3}\u{D7B0}-\u{D7FB}]/u

/** Skin tones with nothing to colour are drawn as a swatch of their own. */
function strayModifiers(cluster: string, from: number): number {
  return cluster.length === from ? 0 : Array.from(cluster.slice(from).matchAll(STRAY_MODIFIER)).length
}

const STRAY_MODIFIER = /(?<![\p{Emoji_Modifier_Base}\u{200D}])\p{Emoji_Modifier}/gv

function columns(character: string): number {
  if (INVISIBLE.test(character)) return 0
  return isWide(character.codePointAt(0) ?? 0) ? 2 : 1
}

const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Me}\p{Mn}]/u

function sum(widths: readonly number[]): number {
  return widths.reduce((total, width) => total + width, 0)
}
