import type { Analysis } from '../../analysis/analysis.ts'
import type { CacheExplanation } from '../../analysis/cache/cache-explanation.ts'
import { explainCache } from '../../analysis/cache/explain-cache.ts'
import { findObstacle, type Obstacle } from '../../analysis/cache/unrelated.ts'
import type { Pair } from '../compare-state.ts'
import type { State } from '../state.ts'

/** What can be said of two builds. */
export type BuildsExplained =
  | { readonly kind: 'reading' }
  | { readonly kind: 'obstacle'; readonly obstacle: Obstacle }
  | { readonly kind: 'explained'; readonly explanation: CacheExplanation }

/** Why the second of a pair of images missed the cache: asked once, when somebody looks. */
export function buildsExplained({ images }: State, { a, b }: Pair): BuildsExplained {
  const [old, now] = [images.get(a.image), images.get(b.image)]
  if (old?.kind !== 'ready' || now?.kind !== 'ready') return { kind: 'reading' }
  const ofOld = kept.get(old.analysis) ?? new WeakMap<Analysis, BuildsExplained>()
  kept.set(old.analysis, ofOld)
  const known = ofOld.get(now.analysis)
  if (known !== undefined) return known
  const explained = explainBuilds(old.analysis, now.analysis)
  ofOld.set(now.analysis, explained)
  return explained
}

const kept = new WeakMap<Analysis, WeakMap<Analysis, BuildsExplained>>()

function explainBuilds(old: Analysis, now: Analysis): BuildsExplained {
  const obstacle = findObstacle(old, now)
  if (obstacle !== null) return { kind: 'obstacle', obstacle }
  return { kind: 'explained', explanation: explainCache(old, now) }
}
