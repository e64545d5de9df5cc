/** A path from the root, without `.` and `..`; a slash at its end stays. `from` is absolute. */
export function absolutePath(path: string, from: string): string {
  const names: string[] = []
  for (const name of `${path.startsWith('/') ? '' : from}/${path}`.split('/')) {
    if (name === '..') names.pop()
    else if (name !== '' && name !== '.') names.push(name)
  }
  const slash = names.length > 0 && /(?:^|\/)\.{0,2}$/.test(path) ? '/' : ''
  return `/${names.join('/')}${slash}`
}

/** The same, relative to the root: `''` is the root itself. */
export function relativePath(path: string): string {
  return absolutePath(path, '/').slice(1).replace(/\/$/, '')
}
