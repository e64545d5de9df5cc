import { format } from 'node:util'

const METHODS = ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const

/** More than this many held lines are noise; the first ones say what went wrong. */
const LINE_LIMIT = 200

/**
 * Keeps what libraries print and what Node warns about off the screen we draw. The returned function ends that and
 * gives what was said, to be printed when the screen is the shell's again.
 */
export function holdOutput(): () => readonly string[] {
  const lines: string[] = []
  const hold = (line: string) => {
    if (lines.length < LINE_LIMIT) lines.push(line)
  }
  const release = [...METHODS.map(method => holdMethod(method, hold)), holdWarnings(hold)]
  return () => {
    for (const restore of release) restore()
    return lines
  }
}

function holdMethod(method: (typeof METHODS)[number], hold: (line: string) => void): () => void {
  const original = console[method]
  console[method] = (...values: unknown[]) => hold(format(...values))
  return () => {
    console[method] = original
  }
}

/** Node prints warnings by a listener of its own. */
function holdWarnings(hold: (line: string) => void): () => void {
  const original = process.listeners('warning')
  const listener = (warning: Error) => hold(`${warning.name}: ${warning.message}`)
  process.removeAllListeners('warning')
  process.on('warning', listener)
  return () => {
    process.off('warning', listener)
    for (const each of original) process.on('warning', each)
  }
}
