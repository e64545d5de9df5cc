import { heaviestPairs, type Key, type Pair } from '../compare/heaviest-pairs.ts'

/** What two lists have at one place; a `null` where one has nothing. */
export interface Paired<A, B> {
  readonly a: A | null
  readonly b: B | null
}

/** How elements of two lists are recognised; `null` equals nothing. */
export interface Keys<A, B> {
  ofA(element: A): Key
  ofB(element: B): Key
}

/**
 * Pairs two lists in order: first by the first keys, then, only inside the gaps, by the next. What is left stands
 * alone, A's before B's in each gap.
 */
export function pairInOrder<A, B>(
  a: readonly A[],
  b: readonly B[],
  [keys, ...further]: readonly Keys<A, B>[],
): Paired<A, B>[] {
  if (keys === undefined)
    return [...a.map(each => ({ a: each, b: null })), ...b.map(each => ({ a: null, b: each }))]
  const end: Pair = [a.length, b.length]
  const pairs: Paired<A, B>[] = []
  let [nextA, nextB] = [0, 0]
  for (const [atA, atB] of [...heaviestPairs(a.map(keys.ofA), b.map(keys.ofB), () => 1), end]) {
    pairs.push(...pairInOrder(a.slice(nextA, atA), b.slice(nextB, atB), further))
    const [inA, inB] = [a[atA], b[atB]]
    if (inA !== undefined && inB !== undefined) pairs.push({ a: inA, b: inB })
    nextA = atA + 1
    nextB = atB + 1
  }
  return pairs
}
