import type { Analysis } from '../analysis.ts'
import { countBaseSteps } from './base-steps.ts'
import { pairSteps } from './pair-steps.ts'
import { type RecordedStep, recordedStep } from './recorded-step.ts'

/** Why two images cannot be compared as two builds of one Dockerfile, with what shows it. */
export type Obstacle =
  | { readonly kind: 'noHistory'; readonly which: 'old' | 'new'; readonly layers: number }
  | { readonly kind: 'otherPlatform' }
  /** Steps above the base, how many say the same, and how many layers are the same. */
  | {
      readonly kind: 'unrelated'
      readonly oldSteps: number
      readonly newSteps: number
      readonly equalSteps: readonly string[]
      readonly sharedLayers: number
    }

/** `null`: they may be two builds of one Dockerfile. */
export function findObstacle(old: Analysis, now: Analysis): Obstacle | null {
  for (const [which, image] of [
    ['old', old],
    ['new', now],
  ] as const)
    if (!hasHistory(image)) return { kind: 'noHistory', which, layers: image.layers.length }
  if (platformOf(old) !== platformOf(now)) return { kind: 'otherPlatform' }
  return findUnrelated(old, now)
}

function hasHistory({ documents: { steps, layers } }: Analysis): boolean {
  return steps.length > 0 && layers.every(({ step }) => step !== null)
}

function platformOf({ documents: { platform } }: Analysis): string {
  return `${platform.os}/${platform.architecture}`
}

/** Edited Dockerfiles keep most lines; others have little in common but `CMD ["sh"]`. */
function findUnrelated(old: Analysis, now: Analysis): Obstacle | null {
  const oldSteps = ownSteps(old)
  const newSteps = ownSteps(now)
  const equal = pairSteps(oldSteps, newSteps).flatMap(({ old: one, new: other }) =>
    one !== null && one.text === other?.text ? [one] : [],
  )
  const sharedLayers = equal.filter(step => isShared(step, old, now)).length
  const most = Math.max(oldSteps.length, newSteps.length)
  if (sharedLayers > 0 || equal.length * LEAST_SHARE >= most) return null
  const equalSteps = equal.map(({ text }) => text)
  return { kind: 'unrelated', oldSteps: oldSteps.length, newSteps: newSteps.length, equalSteps, sharedLayers }
}

/** A third of the longer Dockerfile. */
const LEAST_SHARE = 3

function ownSteps(image: Analysis): readonly RecordedStep[] {
  const steps = image.documents.steps.map(recordedStep)
  return steps.slice(countBaseSteps(image, steps))
}

function isShared({ step }: RecordedStep, old: Analysis, now: Analysis): boolean {
  const diffId = old.layers[step.layer ?? -1]?.diffId ?? null
  const isEmpty = (old.figures[step.layer ?? -1]?.entries ?? 0) === 0
  return diffId !== null && !isEmpty && now.layers.some(layer => layer.diffId === diffId)
}
