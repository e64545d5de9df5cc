/**
 * A pattern as COPY takes it, Go's `filepath.Match`: `*` and `?` stay within a name, `[a-z]` and `[^a-z]`, a backslash
 * takes the meaning away. With `deep`, `**` crosses directories (`COPY --parents`). `null`: the pattern is a plain path.
 */
export function pathPattern(pattern: string, deep: boolean): RegExp | null {
  if (!/[*?[\\]/.test(pattern)) return null
  const source = pattern.replace(TOKEN, (token, set: string | undefined) => {
    if (token === '**/') return deep ? '(?:[^/]+/)*' : '[^/]*/'
    if (token.startsWith('*')) return deep && token.length > 1 ? '.*' : '[^/]*'
    if (token === '?') return '[^/]'
    if (set !== undefined) return `[${set.replace(/[[\\]/g, '\\$&')}]`
    return token.replace(/^\\(?=.)/s, '').replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  })
  return compiled(`^${source}$`)
}

const TOKEN = /\*\*\/|\*+|\?|\[(\^?[^\]]+)\]|\\.|[^*?[\\]+|[[\\]/gs

/** A range from a higher to a lower letter matches nothing. */
function compiled(source: string): RegExp {
  try {
    return new RegExp(source, 's')
  } catch {
    return /(?!)/
  }
}
