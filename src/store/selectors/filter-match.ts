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

/** Every key press asks again; what the tree shows depends on the answer being the same value. */
let last = { text: '', filter: parseFilter('') }

function parse(text: string): Filter {
  if (text !== last.text) last = { text, filter: parseFilter(text) }
  return last.filter
}
