/** A stretch of lines in which two texts differ, with what stands around it, as `diff -u` prints it. */
export interface Hunk<Line> {
  /** First line in either text, from 0. */
  readonly startA: number
  readonly startB: number
  readonly lines: readonly HunkLine<Line>[]
}

export interface HunkLine<Line> {
  readonly kind: 'same' | 'removed' | 'added'
  readonly line: Line
}

/**
 * In which lines two texts differ: the fewest removed and added lines that make B of A (Myers 1986). Where more than
 * `MOST_EDITS` are needed, the middle counts as replaced whole: looking for less would take quadratic time.
 */
export function lineDifference<Line>(a: readonly Line[], b: readonly Line[]): readonly Hunk<Line>[] {
  const start = commonLength(a, b, (lines, at) => lines[at])
  const restA = a.slice(start)
  const restB = b.slice(start)
  const end = commonLength(restA, restB, (lines, at) => lines[lines.length - 1 - at])
  const middleA = restA.slice(0, restA.length - end)
  const middleB = restB.slice(0, restB.length - end)
  const middle = shortestEdits(middleA, middleB) ?? replaced(middleA, middleB)
  return hunksOf([...a.slice(0, start).map(same), ...middle, ...a.slice(a.length - end).map(same)])
}

/** Edits after which nobody reads them one by one. */
const MOST_EDITS = 1000

/** Lines around a difference. */
const CONTEXT = 3

type At<Line> = (lines: readonly Line[], at: number) => Line | undefined

function commonLength<Line>(a: readonly Line[], b: readonly Line[], at: At<Line>): number {
  const most = Math.min(a.length, b.length)
  let length = 0
  while (length < most && at(a, length) === at(b, length)) length++
  return length
}

function same<Line>(line: Line): HunkLine<Line> {
  return { kind: 'same', line }
}

function replaced<Line>(a: readonly Line[], b: readonly Line[]): HunkLine<Line>[] {
  return [
    ...a.map((line): HunkLine<Line> => ({ kind: 'removed', line })),
    ...b.map((line): HunkLine<Line> => ({ kind: 'added', line })),
  ]
}

/** For each number of edits, how far down A each diagonal gets; the last one is walked back. */
function shortestEdits<Line>(a: readonly Line[], b: readonly Line[]): HunkLine<Line>[] | undefined {
  const trace: ReadonlyMap<number, number>[] = []
  let reached: ReadonlyMap<number, number> = new Map([[1, 0]])
  for (let edits = 0; edits <= Math.min(a.length + b.length, MOST_EDITS); edits++) {
    trace.push(reached)
    const next = new Map<number, number>()
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      let x = firstX(reached, diagonal, edits)
      while (x < a.length && x - diagonal < b.length && a[x] === b[x - diagonal]) x++
      next.set(diagonal, x)
      if (x >= a.length && x - diagonal >= b.length) return walkBack(a, b, trace)
    }
    reached = next
  }
  return undefined
}

/** Down a line of B, or right along A, whichever got further. */
function firstX(reached: ReadonlyMap<number, number>, diagonal: number, edits: number): number {
  return comesFromAbove(reached, diagonal, edits)
    ? (reached.get(diagonal + 1) ?? 0)
    : (reached.get(diagonal - 1) ?? 0) + 1
}

function comesFromAbove(reached: ReadonlyMap<number, number>, diagonal: number, edits: number): boolean {
  if (diagonal === -edits || diagonal === edits) return diagonal === -edits
  return (reached.get(diagonal - 1) ?? 0) < (reached.get(diagonal + 1) ?? 0)
}

function walkBack<Line>(
  a: readonly Line[],
  b: readonly Line[],
  trace: readonly ReadonlyMap<number, number>[],
): HunkLine<Line>[] {
  const lines: HunkLine<Line>[] = []
  let [x, y] = [a.length, b.length]
  for (const [edits, reached] of [...trace.entries()].reverse()) {
    const diagonal = x - y
    const isDown = comesFromAbove(reached, diagonal, edits)
    const before = isDown ? diagonal + 1 : diagonal - 1
    const fromX = edits === 0 ? 0 : (reached.get(before) ?? 0)
    const [edgeX, edgeY] =
      edits === 0 ? [0, 0] : isDown ? [fromX, fromX - diagonal] : [fromX + 1, fromX + 1 - diagonal]
    for (; x > edgeX && y > edgeY; x--, y--) lines.push(...a.slice(x - 1, x).map(same))
    if (edits === 0) break
    if (isDown) lines.push(...b.slice(y - 1, y--).map((line): HunkLine<Line> => ({ kind: 'added', line })))
    else lines.push(...a.slice(x - 1, x--).map((line): HunkLine<Line> => ({ kind: 'removed', line })))
  }
  return lines.reverse()
}

/** Differences with what stands around them; those that are near each other share a hunk. */
function hunksOf<Line>(lines: readonly HunkLine<Line>[]): Hunk<Line>[] {
  const hunks: { startA: number; startB: number; lines: HunkLine<Line>[] }[] = []
  let lastDifference = -Infinity
  let [lineA, lineB] = [0, 0]
  for (const [at, line] of lines.entries()) {
    if (line.kind !== 'same') {
      if (at - lastDifference > 2 * CONTEXT + 1) {
        const context = lines.slice(Math.max(0, at - CONTEXT), at)
        hunks.push({ startA: lineA - context.length, startB: lineB - context.length, lines: context })
      } else hunks.at(-1)?.lines.push(...lines.slice(lastDifference + 1, at))
      hunks.at(-1)?.lines.push(line)
      lastDifference = at
    }
    if (line.kind !== 'added') lineA++
    if (line.kind !== 'removed') lineB++
    if (line.kind === 'same' && isLastContext(lines, at, lastDifference))
      hunks.at(-1)?.lines.push(...lines.slice(lastDifference + 1, at + 1))
  }
  return hunks
}

/** Where what follows a difference ends: after three lines, if none of the next three differs, or at the end. */
function isLastContext<Line>(lines: readonly HunkLine<Line>[], at: number, last: number): boolean {
  const after = at - last
  if (after > CONTEXT) return false
  const upcoming = lines.slice(at + 1, last + 2 * CONTEXT + 2)
  if (upcoming.some(({ kind }) => kind !== 'same')) return false
  return after === CONTEXT || at === lines.length - 1
}
