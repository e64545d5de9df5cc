import { parseFilter } from '../../analysis/filter.ts'
import type { Match } from './matching-nodes.ts'

interface Parsed {
  readonly match: Match | null
  readonly problem: string | null
}

let last: { readonly text: string; readonly parsed: Parsed } = { text: '', parsed: { match: null, problem: null } }

/** The filter in force, the same value for the same text; `null` when everything is shown. */
export function activeMatch(text: string): Match | null {
  return parse(text).match
}

/** What is wrong with a filter, in a sentence; `null` when it is one. */
export function filterProblem(text: string): string | null {
  return parse(text).problem
}

function parse(text: string): Parsed {
  if (text !== last.text) last = { text, parsed: parseFresh(text) }
  return last.parsed
}
