import type { Line, Segment, Tone } from '../report/line.ts'
import type { GlobalOptions } from './global-options.ts'
import type { Surroundings } from './surroundings.ts'

/** A line as it is written: plain text, or with colours. */
export type Painter = (line: Line) => string

/** Colours when asked for, or where a terminal shows the result and neither NO_COLOR nor a dumb terminal forbids it. */
export function wantsColor({ color, output }: GlobalOptions, { stdout, machine }: Surroundings): boolean {
  if (color !== 'auto') return color === 'always'
  const forbidden = Boolean(machine.variables['NO_COLOR']) || machine.variables['TERM'] === 'dumb'
  return stdout.isTerminal && output === null && !forbidden
}

/** How lines are written here. */
export function painter(options: GlobalOptions, surroundings: Surroundings): Painter {
  return wantsColor(options, surroundings) ? colored : plain
}

function plain(line: Line): string {
  return line.map(segment => segment.text).join('')
}

function colored(line: Line): string {
  return line.map(coloredSegment).join('')
}

/** `39` and `22` end a colour or a weight without touching what else the terminal has set. */
function coloredSegment({ text, tone }: Segment): string {
  const [on, off] = CODES[tone]
  return on === 0 ? text : `\x1b[${on}m${text}\x1b[${off}m`
}

const CODES = {
  plain: [0, 0],
  heading: [1, 22],
  faint: [2, 22],
  bar: [34, 39],
  waste: [33, 39],
  error: [31, 39],
  warning: [33, 39],
  added: [32, 39],
  modified: [33, 39],
  removed: [31, 39],
  directory: [34, 39],
  link: [36, 39],
} as const satisfies Record<Tone, readonly [on: number, off: number]>
