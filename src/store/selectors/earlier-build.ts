import type { Analysis } from '../../analysis/analysis.ts'
import type { ImageKey, State } from '../state.ts'

/** Under which key the build of an image that was seen before is kept; no reference is written like that. */
export function earlierBuild(key: ImageKey): ImageKey {
  return `${key}${EARLIER}`
}

export function isEarlierBuild(key: ImageKey): boolean {
  return key.endsWith(EARLIER)
}

const EARLIER = ' (before)'

/** What a rebuild changed: layers that are new or gone, and whether the configuration differs. */
export interface Rebuild {
  readonly newLayers: number
  readonly layers: number
  readonly configDiffers: boolean
}

/** The image against its earlier build; `null` when there is none, or it is the same image. */
export function rebuildOf({ images }: State, key: ImageKey): Rebuild | null {
  const [before, now] = [images.get(earlierBuild(key)), images.get(key)]
  if (before?.kind !== 'ready' || now?.kind !== 'ready') return null
  const rebuild = {
    newLayers: countNew(before.analysis, now.analysis),
    layers: now.analysis.layers.length,
    configDiffers: !isDeepEqual(before.analysis.documents.config, now.analysis.documents.config),
  }
  const sameCount = before.analysis.layers.length === rebuild.layers
  return rebuild.newLayers === 0 && sameCount && !rebuild.configDiffers ? null : rebuild
}

/** A layer nothing is known of counts as new: it may be. */
function countNew(before: Analysis, now: Analysis): number {
  const known = new Set(before.layers.map(({ diffId }) => diffId))
  return now.layers.filter(({ diffId }) => diffId === null || !known.has(diffId)).length
}

function isDeepEqual(one: object, other: object): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
