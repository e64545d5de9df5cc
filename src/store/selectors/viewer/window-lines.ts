import { type ByteString, fromBytes } from '../../../image/byte-string.ts'
import { BLOCK_BYTES, type ContentWindow, type FileContent } from '../../viewer-state.ts'

export interface NumberedLine {
  /** From 0. */
  readonly number: number
  readonly text: ByteString
  /** Whether it is longer, and the rest was left out. */
  readonly cut: boolean
}

/**
 * Lines from `first` on, so many of them as are wanted and the window holds, each up to `longest` bytes. Empty when
 * the window lies elsewhere: another one is on its way then.
 */
export function windowLines(
  content: FileContent,
  first: number,
  count: number,
  longest: number,
): NumberedLine[] {
  const { window } = content
  if (window === null) return []
  const starts = lineStarts(window)
  const lowest = lowestLine(content)
  const found: NumberedLine[] = []
  for (let number = first; number < first + count; number++) {
    const start = starts[number - lowest]
    if (start === undefined || start >= window.bytes.length) break
    const next = starts[number - lowest + 1]
    const end = next === undefined ? window.bytes.length : next - 1
    const text = fromBytes(window.bytes.subarray(start, Math.min(end, start + longest)))
    found.push({ number, text, cut: end - start > longest })
  }
  return found
}

/** The first line that begins in the window. */
export function lowestLine({ window, lines }: FileContent): number {
  return window === null ? 0 : (lines.before[Math.ceil(window.start / BLOCK_BYTES)] ?? 0)
}

const kept = new WeakMap<ContentWindow, readonly number[]>()

/** Where lines begin in a window; its first byte belongs to the line before unless the file begins with it. */
function lineStarts(window: ContentWindow): readonly number[] {
  const known = kept.get(window)
  if (known !== undefined) return known
  const starts = window.start === 0 ? [0] : []
  for (let at = window.bytes.indexOf(NEWLINE); at >= 0; at = window.bytes.indexOf(NEWLINE, at + 1))
    starts.push(at + 1)
  kept.set(window, starts)
  return starts
}

const NEWLINE = 0x0a
