import type { EscapeCharacter } from './dockerfile.ts'

/**
 * Joins the lines of an instruction as builders do: the escape character at the end of a line goes with the line end,
 * comments and empty lines in between vanish, indentation stays. So a comment inside a RUN does not change the RUN.
 */
export function logicalLine(lines: readonly string[], escapedBy: EscapeCharacter): string {
  const continued = escapedBy === '\\' ? /\\[ \t]*$/ : /`[ \t]*$/
  return lines
    .filter((line, at) => at === 0 || !IGNORED.test(line))
    .map(line => line.replace(continued, ''))
    .join('')
    .trim()
}

const IGNORED = /^\s*(?:#.*)?$/
