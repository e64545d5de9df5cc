/**
 * Seconds since 1970 as ISO 8601 in UTC, fractions to the microsecond (what a double still tells apart):
 * `2024-05-01T12:00:00Z`, `1969-12-31T23:59:59.5Z`. `null` for a time outside the years a calendar of ±271,821
 * has, which only a hostile tar contains.
 */
export function formatTime(seconds: number): string | null {
  const microseconds = Math.round(seconds * 1e6)
  const whole = Math.floor(microseconds / 1e6)
  if (!(Math.abs(whole) <= LAST_SECOND)) return null
  const fraction = (microseconds - whole * 1e6).toString().padStart(6, '0').replace(/0+$/, '')
  const iso = new Date(whole * 1000).toISOString().slice(0, -'.000Z'.length)
  return fraction === '' ? `${iso}Z` : `${iso}.${fraction}Z`
}

/** ECMAScript's last representable time, in seconds. */
const LAST_SECOND = 8.64e12
