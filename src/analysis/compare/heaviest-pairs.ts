/** Positions in two lists that belong together. */
export type Pair = readonly [a: number, b: number]

/** What makes two elements equal; `null` equals nothing. */
export type Key = string | null

/**
 * The longest common subsequence of two lists, longest by the weight of its keys, then by their number. Of several
 * the one with the lowest positions, pair by pair (the lowest sum; then the lesser key), so that swapping the lists
 * swaps the pairs and changes nothing else.
 *
 *     a  X Y Z         weight  X 9  Y 1  Z 5         pairs  X–X  Z–Z
 *     b  Y X Z
 */
export function heaviestPairs(
  a: readonly Key[],
  b: readonly Key[],
  weightOf: (key: string) => number,
): readonly Pair[] {
  const start = commonStart(a, b)
  const pairs = Array.from({ length: start }, (_, at): Pair => [at, at])
  const restA = a.slice(start)
  const restB = b.slice(start)
  if (restA.length * restB.length > MOST_CELLS) return pairs
  return [...pairs, ...pairRest(restA, restB, weightOf).map(([x, y]): Pair => [x + start, y + start])]
}

/** Two images of 2000 layers each. Engines stop at some 125; what only an attacker writes keeps its common beginning. */
const MOST_CELLS = 4_000_000

/** Equal beginnings always belong together: nothing heavier can be made of them, and no position is lower. */
function commonStart(a: readonly Key[], b: readonly Key[]): number {
  let length = 0
  while (length < a.length && a[length] != null && a[length] === b[length]) length++
  return length
}

/** The best there is behind each pair of positions, as tables of `columns` a row. */
interface Best {
  readonly columns: number
  readonly weight: Float64Array
  readonly count: Uint32Array
}

function pairRest(a: readonly Key[], b: readonly Key[], weightOf: (key: string) => number): Pair[] {
  const best = bestBehind(a, b, weightOf)
  const pairs: Pair[] = []
  let from: Pair = [0, 0]
  while ((best.count[from[0] * best.columns + from[1]] ?? 0) > 0) {
    const next = lowestPair(a, b, weightOf, best, from)
    if (next === undefined) return pairs
    pairs.push(next)
    from = [next[0] + 1, next[1] + 1]
  }
  return pairs
}

function bestBehind(a: readonly Key[], b: readonly Key[], weightOf: (key: string) => number): Best {
  const columns = b.length + 1
  const weight = new Float64Array((a.length + 1) * columns)
  const count = new Uint32Array((a.length + 1) * columns)
  for (let x = a.length - 1; x >= 0; x--) {
    for (let y = b.length - 1; y >= 0; y--) {
      const cell = x * columns + y
      const key = a[x] ?? null
      const below = cell + columns
      let from = isBetter(weight, count, cell + 1, below) ? cell + 1 : below
      weight[cell] = weight[from] ?? 0
      count[cell] = count[from] ?? 0
      if (key === null || key !== b[y]) continue
      from = below + 1
      const paired = (weight[from] ?? 0) + weightOf(key)
      const pairedCount = (count[from] ?? 0) + 1
      if (paired < (weight[cell] ?? 0)) continue
      if (paired === weight[cell] && pairedCount < (count[cell] ?? 0)) continue
      weight[cell] = paired
      count[cell] = pairedCount
    }
  }
  return { columns, weight, count }
}

function isBetter(weight: Float64Array, count: Uint32Array, left: number, right: number): boolean {
  const difference = (weight[left] ?? 0) - (weight[right] ?? 0)
  return difference > 0 || (difference === 0 && (count[left] ?? 0) > (count[right] ?? 0))
}

/** The first pair of the best there is from here on; looked for along diagonals, so the lowest sum comes first. */
function lowestPair(
  a: readonly Key[],
  b: readonly Key[],
  weightOf: (key: string) => number,
  { columns, weight, count }: Best,
  [fromA, fromB]: Pair,
): Pair | undefined {
  const wanted = fromA * columns + fromB
  for (let sum = fromA + fromB; sum < a.length + b.length - 1; sum++) {
    let lowest: Pair | undefined
    for (let x = Math.max(fromA, sum - b.length + 1); x < a.length && sum - x >= fromB; x++) {
      const key = a[x] ?? null
      if (key === null || key !== b[sum - x]) continue
      const behind = (x + 1) * columns + sum - x + 1
      if ((weight[behind] ?? 0) + weightOf(key) !== weight[wanted]) continue
      if ((count[behind] ?? 0) + 1 !== count[wanted]) continue
      if (lowest === undefined || key < (a[lowest[0]] ?? '')) lowest = [x, sum - x]
    }
    if (lowest !== undefined) return lowest
  }
  return undefined
}
