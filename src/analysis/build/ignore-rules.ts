import dockerignore from '@balena/dockerignore'
import { fail } from '../../errors.ts'

/** A `.dockerignore`, each line with what it matches. */
export interface IgnoreRules {
  /** As messages call the file; `null`: there is none. */
  readonly path: string | null
  readonly rules: readonly IgnoreRule[]
}

export interface IgnoreRule {
  /** From 1. */
  readonly line: number
  /** As written. */
  readonly pattern: string
  /** `!pattern`: what it matches is sent again. */
  readonly keeps: boolean
  /** Whether the path or a directory it lies in fits the pattern. */
  matches(path: string): boolean
}

export const NO_IGNORE_RULES: IgnoreRules = { path: null, rules: [] }

/**
 * The rules of a `.dockerignore` as engines read it: `#` at the beginning of a line makes a comment, blanks around a
 * pattern go, `!` makes an exception. Throws a `badDockerfile` fault for a pattern no engine takes.
 */
export function parseIgnoreRules(text: string, path: string): IgnoreRules {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  const rules = lines.flatMap((line, index) => {
    const pattern = line.startsWith('#') ? '' : line.trim()
    const keeps = pattern.startsWith('!')
    const plain = keeps ? pattern.slice(1).trim() : pattern
    return plain === '' ? [] : [{ line: index + 1, pattern, keeps, matches: matcher(plain, path, index + 1) }]
  })
  return { path, rules }
}

/** The rule that keeps a path out of the build; `null`: it is sent. The last rule that matches decides. */
export function ignoredBy({ rules }: IgnoreRules, path: string): IgnoreRule | null {
  const deciding = rules.findLast(rule => rule.matches(path))
  return deciding === undefined || deciding.keeps ? null : deciding
}

/** Whether what an ignored directory holds can be sent all the same. */
export function hasExceptions({ rules }: IgnoreRules): boolean {
  return rules.some(({ keeps }) => keeps)
}

function matcher(pattern: string, path: string, line: number): (path: string) => boolean {
  try {
    const ignore = dockerignore.default({ ignorecase: false }).add(pattern)
    ignore.ignores('a/b') // patterns are compiled by the first path
    return each => ignore.ignores(each)
  } catch (error) {
    const problem = `"${pattern}" is no pattern`
    return fail(
      { kind: 'badDockerfile', path, line, problem, valid: 'Patterns have *, ?, [a-z] and **.' },
      error,
    )
  }
}
