import type { EscapeCharacter, Heredoc } from './dockerfile.ts'

/** The lines of an instruction: those of the command, and the here-documents that follow them. */
export interface SplitLines {
  readonly command: readonly string[]
  readonly heredocs: readonly Heredoc[]
}

/** Splits `COPY <<a <<"b" /to/`, the lines up to `a`, and the lines up to `b`. */
export function splitHeredocs(lines: readonly string[], escapedBy: EscapeCharacter): SplitLines {
  const last = lines.findIndex(line => !line.trimEnd().endsWith(escapedBy))
  const commandEnd = last === -1 ? lines.length : last + 1
  const operators = [...(lines[commandEnd - 1] ?? '').matchAll(OPERATOR)]
  if (operators.length === 0 || commandEnd === lines.length) return { command: lines, heredocs: [] }
  const heredocs: Heredoc[] = []
  let at = commandEnd
  for (const [, dash, name = ''] of operators) {
    const ends = (line: string) => (dash === '' ? line : line.replace(/^\t+/, '')) === name
    const end = lines.findIndex((line, index) => index >= at && ends(line))
    const stop = end === -1 ? lines.length : end
    heredocs.push({ name, content: lines.slice(at, stop).join('\n') })
    at = stop + 1
  }
  return { command: lines.slice(0, commandEnd), heredocs }
}

const OPERATOR = /(?<![<\w])<<(-?)["']?([A-Za-z_]\w*)["']?/g
