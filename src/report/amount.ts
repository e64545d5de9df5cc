import { formatBytes } from './format-bytes.ts'
import { formatCount } from './format-number.ts'

/** Bytes as a person reads them; what is not known is said so, never guessed. */
export function amount(bytes: number | null): string {
  return bytes === null ? 'unknown' : formatBytes(bytes)
}

/** The same in a table, where a word would make a column wide. */
export function amountCell(bytes: number | null): string {
  return bytes === null ? '?' : formatBytes(bytes)
}

/** `1 layer`, `3 layers`, `0 layers`. */
export function countOf(count: number, noun: string, plural = `${noun}s`): string {
  return `${formatCount(count)} ${count === 1 ? noun : plural}`
}
