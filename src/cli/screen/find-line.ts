import { textLines } from '../../content/text-lines.ts'
import { fromText } from '../../image/byte-string.ts'
import type { TextSearch } from '../../store/viewer-state.ts'

/**
 * The line a search wants, from 0; round at the ends. `null` when no line has the text. Lower case finds both cases,
 * as everybody's pager does. Holds one line at a time.
 */
export async function findLine(
  bytes: AsyncIterable<Uint8Array>,
  { text, from, direction }: TextSearch,
): Promise<number | null> {
  const pattern = patternOf(text)
  const first = direction === 'next' ? from + 1 : from
  let before: number | null = null
  let last: number | null = null
  let number = 0
  for await (const line of textLines(bytes)) {
    if (pattern.test(line.text)) {
      if (direction !== 'previous' && number >= first) return number
      if (number < from) before = direction === 'previous' ? number : (before ?? number)
      last = number
    }
    number++
    if (direction === 'previous' && number >= from && before !== null) return before
  }
  return before ?? last
}

/** Bytes as they are; of ASCII letters both cases, unless one is a capital. */
function patternOf(text: string): RegExp {
  const bytes = fromText(text)
  const isSensitive = /[A-Z]/.test(bytes)
  return new RegExp([...bytes].map(byte => bytePattern(byte, isSensitive)).join(''))
}

function bytePattern(byte: string, isSensitive: boolean): string {
  if (/[a-z]/.test(byte)) return isSensitive ? byte : `[${byte}${byte.toUpperCase()}]`
  return `\\x${byte.charCodeAt(0).toString(16).padStart(2, '0')}`
}
