/** The oldest Node that has what reading layers needs: zstd in its own zlib. */
const OLDEST = [22, 15] as const

/** One sentence for somebody whose Node is too old, or `undefined` when it will do. */
export function nodeTooOld(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [oldestMajor, oldestMinor] = OLDEST
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return undefined
  return (
    `layerscope needs Node ${OLDEST.join('.')} or newer, and this is ${version}: install a newer one, ` +
    'or start it from a checkout with "npm start", which brings its own.'
  )
}
