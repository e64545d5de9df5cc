import type { DisplayText } from './display-name.ts'
import { graphemes, textWidth } from './text-width.ts'

/** At most `width` columns: what does not fit is cut off at the end and replaced by the ellipsis. */
export function cut(text: DisplayText, width: number, ellipsis?: string): DisplayText
export function cut(text: string, width: number, ellipsis?: string): string
export function cut(text: string, width: number, ellipsis = '…'): string {
  if (textWidth(text) <= width) return text
  const mark = textWidth(ellipsis) <= width ? ellipsis : ''
  return takeStart(text, width - textWidth(mark)) + mark
}

/** At most `width` columns, beginning and end kept: `/usr/lib/x86…ux-gnu/libc.so`. */
export function cutMiddle(text: DisplayText, width: number, ellipsis?: string): DisplayText
export function cutMiddle(text: string, width: number, ellipsis?: string): string
export function cutMiddle(text: string, width: number, ellipsis = '…'): string {
  if (textWidth(text) <= width) return text
  const mark = textWidth(ellipsis) <= width ? ellipsis : ''
  const room = width - textWidth(mark)
  return takeStart(text, Math.floor(room / 2)) + mark + takeEnd(text, Math.ceil(room / 2))
}

/** Exactly `width` columns or more: spaces added at the end. */
export function padEnd(text: DisplayText, width: number): DisplayText
export function padEnd(text: string, width: number): string
export function padEnd(text: string, width: number): string {
  return text + spaces(width - textWidth(text))
}

/** Exactly `width` columns or more: spaces added at the start, for numbers under each other. */
export function padStart(text: DisplayText, width: number): DisplayText
export function padStart(text: string, width: number): string
export function padStart(text: string, width: number): string {
  return spaces(width - textWidth(text)) + text
}

/** Exactly `width` columns: cut or padded at the end. */
export function cutOrPad(text: DisplayText, width: number, ellipsis?: string): DisplayText
export function cutOrPad(text: string, width: number, ellipsis?: string): string
export function cutOrPad(text: string, width: number, ellipsis = '…'): string {
  return padEnd(cut(text, width, ellipsis), width)
}

/** As many graphemes from the start as fit `width` columns. */
export function takeStart(text: DisplayText, width: number): DisplayText
export function takeStart(text: string, width: number): string
export function takeStart(text: string, width: number): string {
  let taken = ''
  let room = width
  for (const grapheme of graphemes(text)) {
    room -= grapheme.width
    if (room < 0) break
    taken += grapheme.text
  }
  return taken
}

function takeEnd(text: string, width: number): string {
  let taken = ''
  let room = width
  for (const grapheme of graphemes(text).reverse()) {
    room -= grapheme.width
    if (room < 0) break
    taken = grapheme.text + taken
  }
  return taken
}

function spaces(count: number): string {
  return ' '.repeat(Math.max(0, count))
}
