/**
 * A number of bytes as a person reads it, in powers of 1000: `0 B`, `999 B`, `1.1 kB`, `203.8 MB`, `1.14 GB`.
 * One decimal below a gigabyte, two from there on. Rounding carries: 999,950 bytes are `1.0 MB`, never `1000.0 kB`.
 */
export function formatBytes(bytes: number): string {
  return format(Math.round(bytes))
}

/** A difference with its sign (U+2212 for less): `+1.2 MB`, `−1.2 MB`, `0 B`. */
export function formatBytesDifference(bytes: number): string {
  return bytes >= 0.5 ? `+${formatBytes(bytes)}` : formatBytes(bytes)
}

const STEP = 1000
const UNITS = ['kB', 'MB', 'GB', 'TB', 'PB']

function format(bytes: number): string {
  if (bytes < 0) return `${MINUS}${format(-bytes)}`
  if (bytes < STEP) return `${bytes} B`
  let amount = bytes
  let text = ''
  for (const [index, name] of UNITS.entries()) {
    amount /= STEP
    text = `${amount.toFixed(index < GIGA ? 1 : 2)} ${name}`
    if (Number.parseFloat(text) < STEP) return text
  }
  return text
}

/** Where two decimals begin. */
const GIGA = 2

const MINUS = '\u2212'
