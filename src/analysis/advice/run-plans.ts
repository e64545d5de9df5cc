import { nodePath } from '../../tree/overlay.ts'
import type { Place, PlaceRole } from '../contents/place.ts'
import { topOfPlace } from '../contents/places.ts'
import type { AdviceSubject } from './advice-subject.ts'
import type { LayerStep } from './layer-steps.ts'
import { canMerge, mergedRun, type RunChange } from './merged-run.ts'
import { mentions, remedyOf } from './remedies.ts'
import { codeName } from './words.ts'

/** How the RUN steps that waste something, or leave caches behind, are written better: one change for all of it. */
export interface RunPlan {
  /** Their layers, lowest first. */
  readonly layers: readonly number[]
  /** The lines of a Dockerfile. */
  readonly text: string
}

type Ground = Pick<
  AdviceSubject,
  'analysis' | 'steps' | 'firstOwn' | 'places' | 'groups' | 'shipped' | 'worthBytes'
>

/** By layer: the plan it is part of. Steps that share a layer share a plan. */
export function runPlans(ground: Ground): ReadonlyMap<number, RunPlan> {
  const changes = merged([...wasteChanges(ground), ...cacheChanges(ground)])
  const plans = new Map<number, RunPlan>()
  for (const change of changes) {
    const text = mergedRun(change, ground.analysis.documents)
    if (text === null) continue
    const layers = change.steps.map(({ layer }) => layer)
    for (const layer of layers) plans.set(layer, { layers, text })
  }
  return plans
}

/**
 * What one RUN writes and another kills: both in one, and with what the second one does nothing is left. Where they
 * cannot be one, the clean-up stands at the end of the first.
 */
function wasteChanges(ground: Ground): RunChange[] {
  const { steps, firstOwn, groups, worthBytes, analysis } = ground
  return groups.flatMap(({ layer, by, place, bytes, items }) => {
    const [writer, killer] = [steps[layer], steps[by]]
    if (bytes < worthBytes || layer < firstOwn) return []
    if (writer?.keyword !== 'RUN' || killer?.keyword !== 'RUN') return []
    const all = steps.slice(layer, by + 1)
    if (canMerge(all, analysis.documents)) return [{ steps: all, cleanUps: [], mounts: [], rewrites: [] }]
    if (place === null) return []
    return [changeOf(aboutPlace(place, steps.slice(layer, by)), place, items.at(0)?.node ?? 0, ground)]
  })
}

/** Caches a RUN leaves behind for every container. */
function cacheChanges(ground: Ground): RunChange[] {
  return ground.shipped.flatMap(({ place, layer, directory, bytes }) => {
    const step = ground.steps[layer]
    const isAsked = isCache(place.role) && bytes >= ground.worthBytes && layer >= ground.firstOwn
    return isAsked && step?.keyword === 'RUN' ? [changeOf([step], place, directory, ground)] : []
  })
}

function isCache(role: PlaceRole): boolean {
  return role === 'packageLists' || role === 'packageCache' || role === 'buildCache'
}

/** Of steps that cannot all be one: the first, and those the same program runs in. */
function aboutPlace(place: Place, [writer, ...more]: readonly LayerStep[]): LayerStep[] {
  if (writer === undefined) return []
  return [writer, ...more.filter(step => uses(place, step))]
}

/** `node` stands in the place. */
function changeOf(steps: readonly LayerStep[], place: Place, node: number, ground: Ground): RunChange {
  const { overlay } = ground.analysis
  const { cleanUp, rewrite, mount } = remedyOf(place)
  const target = codeName(nodePath(overlay, topOfPlace(overlay, ground.places, node)))
  // Whatever else runs the program needs the packages again; a build cache is only faster.
  const alsoIn =
    place.role === 'packageCache'
      ? ground.steps.filter(step => step.layer >= ground.firstOwn && uses(place, step))
      : []
  return {
    steps,
    cleanUps: cleanUp === undefined ? [] : [cleanUp],
    mounts: mount === undefined ? [] : [{ target, layers: alsoIn.map(({ layer }) => layer) }],
    rewrites: rewrite === undefined ? [] : [rewrite],
  }
}

function uses({ owner }: Place, { keyword, operands }: LayerStep): boolean {
  return owner !== null && keyword === 'RUN' && mentions(owner, operands)
}

/** Changes that share a step become one. */
function merged(changes: readonly RunChange[]): RunChange[] {
  const known: RunChange[] = []
  for (let change of changes) {
    for (;;) {
      const at = known.findIndex(other => other.steps.some(step => change.steps.includes(step)))
      const [other] = at === -1 ? [] : known.splice(at, 1)
      if (other === undefined) break
      change = together(change, other)
    }
    known.push(change)
  }
  return known
}

function together(one: RunChange, other: RunChange): RunChange {
  const steps = [...new Set([...one.steps, ...other.steps])].sort((a, b) => a.layer - b.layer)
  return {
    steps,
    cleanUps: [...new Set([...one.cleanUps, ...other.cleanUps])],
    mounts: [
      ...one.mounts,
      ...other.mounts.filter(({ target }) => one.mounts.every(each => each.target !== target)),
    ],
    rewrites: [...new Set([...one.rewrites, ...other.rewrites])],
  }
}
