/** Where each line begins and ends, its end not counted. Empty lines are left out. */
export function* linesOf(bytes: Uint8Array): Generator<Line> {
  for (let start = 0; start < bytes.length; ) {
    const found = bytes.indexOf(NEWLINE, start)
    const end = found < 0 ? bytes.length : found
    if (end > start) yield { start, end }
    start = end + 1
  }
}

/** A stretch of a file. */
export interface Line {
  readonly start: number
  readonly end: number
}

const NEWLINE = 0x0a
