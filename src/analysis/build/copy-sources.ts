import type { ContextFile, ContextFiles } from './build-inputs.ts'
import { pathPattern } from './path-pattern.ts'
import { relativePath } from './posix-path.ts'

export interface Matching {
  /** `--exclude`, as often as it was given. */
  readonly excludes: readonly string[]
  /** `--parents`: then `**` crosses directories. */
  readonly parents: boolean
}

export interface Matched {
  /** Every path the sources reach, and what lies in those that are directories. */
  readonly files: readonly ContextFile[]
  /** Sources that reach nothing: the build stops there. */
  readonly missing: readonly string[]
}

/** Which paths of a context the sources of a COPY or ADD take. */
export function matchSources(context: ContextFiles, sources: readonly string[], matching: Matching): Matched {
  const excluded = matching.excludes.map(pattern => covers(pattern, true))
  const found = sources.map(source => {
    const covered = covers(source.replace(/(^|\/)\.\/(?=.)/g, '$1'), matching.parents)
    return [...context.values()].filter(({ path }) => covered(path) && !excluded.some(leaves => leaves(path)))
  })
  return {
    files: [...new Set(found.flat())],
    missing: sources.filter((source, at) => found[at]?.length === 0 && relativePath(source) !== ''),
  }
}

/** Whether a path fits a source, or lies in a directory that does. */
export function covers(source: string, deep: boolean): (path: string) => boolean {
  const wanted = relativePath(source)
  if (wanted === '') return () => true
  const pattern = pathPattern(wanted, deep)
  if (pattern === null) return path => path === wanted || path.startsWith(`${wanted}/`)
  const depth = wanted.split('/').length
  if (deep) return path => upTo(path).some(part => pattern.test(part))
  return path => pattern.test(path.split('/').slice(0, depth).join('/'))
}

/** `a/b/c`, `a/b` and `a`. */
function upTo(path: string): string[] {
  const names = path.split('/')
  return names.map((_, at) => names.slice(0, at + 1).join('/'))
}
