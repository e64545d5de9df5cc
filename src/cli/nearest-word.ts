import { countMistakes } from '../image/typing-mistakes.ts'

/**
 * The word somebody probably meant: the candidate with the fewest typing mistakes, if these are few for its length.
 * `undefined` when nothing is near.
 */
export function nearestWord(typed: string, candidates: readonly string[]): string | undefined {
  const near = candidates
    .map(word => ({ word, mistakes: countMistakes(typed.toLowerCase(), word.toLowerCase()) }))
    .filter(
      ({ word, mistakes }) => mistakes <= Math.max(1, Math.floor(Math.max(word.length, typed.length) / 3)),
    )
    .sort((left, right) => left.mistakes - right.mistakes)
  return near[0]?.word
}
