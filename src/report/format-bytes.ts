/**
 * A number of bytes as a person reads it, in powers of 1000: `0 B`, `999 B`, `1.1 kB`, `203.8 MB`, `1.14 GB`.
 * One decimal below a gigabyte, two from there on. Rounding carries: 999,950 bytes are `1.0 MB`, never `1000.0 kB`.
 */
export function formatBytes(bytes: number): string {
  return format(Math.round(bytes), SI)
}

/** The same in powers of 1024: `1.0 KiB`, `12.0 MiB`. */
export function formatBinaryBytes(bytes: number): string {
  return format(Math.round(bytes), IEC)
}

/** A difference with its sign (U+2212 for less): `+1.2 MB`, `−1.2 MB`, `0 B`. */
export function formatBytesDifference(bytes: number): string {
  return bytes >= 0.5 ? `+${formatBytes(bytes)}` : formatBytes(bytes)
}

/** Columns that hold every amount below 1000 TB, so that sizes under each other stay aligned. */
export const BYTES_WIDTH = '999.99 GB'.length

/** `formatBytes`, right-aligned in `BYTES_WIDTH` columns. */
export function formatBytesColumn(bytes: number): string {
  return formatBytes(bytes).padStart(BYTES_WIDTH)
}

interface Units {
  readonly step: number
  readonly names: readonly string[]
}

const SI: Units = { step: 1000, names: ['kB', 'MB', 'GB', 'TB', 'PB'] }
const IEC: Units = { step: 1024, names: ['KiB', 'MiB', 'GiB', 'TiB', 'PiB'] }

function format(bytes: number, units: Units): string {
  if (bytes < 0) return `${MINUS}${format(-bytes, units)}`
  if (bytes < units.step) return `${bytes} B`
  let amount = bytes
  let text = ''
  for (const [index, name] of units.names.entries()) {
    amount /= units.step
    text = `${amount.toFixed(index < GIGA ? 1 : 2)} ${name}`
    if (Number.parseFloat(text) < units.step) return text
  }
  return text
}

/** Where two decimals begin. */
const GIGA = 2

const MINUS = '\u2212'
