import type { Fault } from '../errors.ts'

/** In a column of sizes, why there is none: one word, nine columns at most; the sentence stands elsewhere. */
export function unreadWord({ kind }: Fault): string {
  switch (kind) {
    case 'corrupted':
    case 'digestMismatch':
      return 'damaged'
    case 'truncated':
      return 'cut off'
    case 'missingBlob':
      return 'missing'
    case 'limitExceeded':
      return 'too large'
    default:
      return 'not read'
  }
}
