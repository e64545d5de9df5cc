import { type Filter, type FilterMatch, parseFilter } from '../../analysis/filter.ts'

/** Which paths a filter text shows, the same value for the same text; `null` when it shows all of them. */
export function activeMatch(text: string): FilterMatch | null {
  const filter = parse(text)
  return text.trim() === '' || filter.kind === 'badFilter' ? null : filter.matches
}

/** What is wrong with a filter, in a sentence; `null` when it is one. */
export function filterProblem(text: string): string | null {
  const filter = parse(text)
  return filter.kind === 'badFilter' ? filter.message : null
}

/**
 * Every key press asks again; what the tree shows depends on the answer being the same value. While a large tree is
 * asked for one text, another is in force.
 */
const parsed = new Map<string, Filter>()
const MOST_PARSED = 64

function parse(text: string): Filter {
  const filter = parsed.get(text) ?? parseFilter(text)
  if (parsed.size === MOST_PARSED) parsed.clear()
  parsed.set(text, filter)
  return filter
}
