/** The newest API version whose description was read for this program. */
const NEWEST_KNOWN = '1.51'

/**
 * The API version to speak with an engine that says it knows `oldest` to `newest`: ours, unless the engine is all
 * older or all newer. `null` when `newest` is no version, and so this is no engine.
 */
export function chooseApiVersion(newest: string | null, oldest: string | null): string | null {
  if (newest === null || !isVersion(newest)) return null
  if (!isAtLeast(newest, NEWEST_KNOWN)) return newest
  return oldest !== null && isVersion(oldest) && isAtLeast(oldest, NEWEST_KNOWN) ? oldest : NEWEST_KNOWN
}

export function isAtLeast(version: string, wanted: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [wantedMajor = 0, wantedMinor = 0] = wanted.split('.').map(Number)
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)
}

function isVersion(text: string): boolean {
  return /^\d{1,3}\.\d{1,3}$/.test(text)
}
