/** Several scripts as one: each begins a line of its own, and the first that fails ends it. */
export function joinScripts(scripts: readonly string[]): string {
  return scripts
    .map((script, at) => (at === scripts.length - 1 || !leaks(script) ? script : `( ${script} )`))
    .flatMap(splitAtAnd)
    .join(CONTINUED)
}

const CONTINUED = ' \\\n && '

/**
 * Whether a script would change what runs behind it: another directory, options of the shell, variables; a `;` would
 * run what follows even when a command failed.
 */
function leaks(script: string): boolean {
  return /(?:^|[\s&|;(])(?:cd|pushd|set|export|umask|exec|exit|trap|\.|source)\s|[;\n#]|\s&(?:\s|$)|(?:^|&&\s*)\w+=\S*\s*(?:&&|$)/.test(
    script,
  )
}

/** The commands between the `&&` that stand outside quotes and brackets. */
function splitAtAnd(script: string): string[] {
  const parts: string[] = []
  let [start, depth, quote] = [0, 0, '']
  for (let at = 0; at < script.length; at++) {
    const character = script.charAt(at)
    if (character === '\\' && quote !== "'") at++
    else if (quote !== '') quote = character === quote ? '' : quote
    else if (`"'\``.includes(character)) quote = character
    else if ('({'.includes(character)) depth++
    else if (')}'.includes(character)) depth--
    else if (depth === 0 && script.startsWith('&&', at)) {
      parts.push(script.slice(start, at).trim())
      start = at + 2
      at++
    }
  }
  return [...parts, script.slice(start).trim()].filter(part => part !== '')
}
