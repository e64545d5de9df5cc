/**
 * The time between two moments (RFC 3339) in its largest unit: `10 seconds`, `3 minutes`, `2 days`; `null` when one is no
 * time. Clocks differ: an end before the beginning is less than a second too.
 */
export function formatSpan(from: string, to: string): string | null {
  const seconds = Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 1000))
  if (Number.isNaN(seconds)) return null
  if (seconds === 0) return 'less than a second'
  const [size, unit] = UNITS.findLast(([least]) => seconds >= least) ?? [1, 'second']
  const count = Math.floor(seconds / size)
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}

const UNITS: readonly (readonly [seconds: number, name: string])[] = [
  [1, 'second'],
  [60, 'minute'],
  [3600, 'hour'],
  [86_400, 'day'],
]
