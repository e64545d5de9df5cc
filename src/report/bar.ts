/**
 * A bar for `amount` of `largest`, `width` columns at most, in eighths of a column; anything above nothing is
 * visible. With `ascii`, whole columns of `#`.
 */
export function bar(amount: number, largest: number, width: number, ascii: boolean): string {
  if (amount <= 0 || largest <= 0) return ''
  const share = Math.min(1, amount / largest)
  if (ascii) return '#'.repeat(Math.max(1, Math.round(share * width)))
  const eighths = Math.max(1, Math.round(share * width * 8))
  return '█'.repeat(Math.floor(eighths / 8)) + (EIGHTHS[eighths % 8] ?? '')
}

const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'] as const
