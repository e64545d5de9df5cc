import { type Line, words } from '../line.ts'

/** One mark for each step that was cached or ran, in order: `██████░░░░`, `######....`. */
export function stepStrip(cached: readonly boolean[], ascii: boolean): Line {
  const runs: { isCached: boolean; length: number }[] = []
  for (const isCached of cached) {
    const last = runs.at(-1)
    if (last?.isCached === isCached) last.length++
    else runs.push({ isCached, length: 1 })
  }
  const [full, light] = ascii ? ['#', '.'] : ['█', '░']
  return runs.map(({ isCached, length }) =>
    words((isCached ? full : light).repeat(length), isCached ? 'added' : 'warning'),
  )
}
