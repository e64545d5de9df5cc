/**
 * `A=1 MSG=two words` as a builder records it, with quotes where a Dockerfile needs them. The old form with a blank
 * (`ENV A 1`) and what is quoted already stay as they are.
 */
export function pairsForm(operands: string): string {
  if (/["']/.test(operands) || !/^[\w.-]+=/.test(operands)) return operands
  const starts = [...operands.matchAll(/(?<=^|\s)[\w./-]+=/g)].map(match => match.index)
  return starts.map((start, at) => pair(operands.slice(start, starts[at + 1]).trimEnd())).join(' ')
}

function pair(text: string): string {
  const at = text.indexOf('=')
  const value = text.slice(at + 1)
  return /[\s#;]/.test(value) ? `${text.slice(0, at)}="${value.replace(/[\\$]/g, '\\$&')}"` : text
}

/**
 * `[/bin/sh -c]`, as Go prints a list, in the form of a Dockerfile. Words may hold blanks: `known` are the words the
 * config has, taken where they read the same.
 */
export function listForm(operands: string, known: readonly string[]): string {
  const inner = /^\[(.*)\]$/s.exec(operands)?.[1]
  if (inner === undefined || inner.includes('"')) return operands
  const words = known.join(' ') === inner ? known : inner.split(/\s+/)
  return execForm(words)
}

/** Words as the exec form. */
export function execForm(words: readonly string[]): string {
  return `[${words.map(word => JSON.stringify(word)).join(', ')}]`
}
