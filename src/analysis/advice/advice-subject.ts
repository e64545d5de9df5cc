import type { TreeView } from '../../tree/tree-view.ts'
import type { Analysis } from '../analysis.ts'
import { finalView } from '../compare/compare-images.ts'
import { type Places, placesOf } from '../contents/places.ts'
import { type LayerStep, layerSteps } from './layer-steps.ts'
import { type RunPlan, runPlans } from './run-plans.ts'
import { type ShippedPart, shippedParts } from './shipped-places.ts'
import { groupWaste, type WasteGroup } from './waste-groups.ts'

/** Everything the checks of `advise` look at, worked out once. */
export interface AdviceSubject {
  readonly analysis: Analysis
  /** What made each layer, by index. */
  readonly steps: readonly LayerStep[]
  /** The first layer above the base image. */
  readonly firstOwn: number
  /** The layer a container wrote, which no Dockerfile makes. */
  readonly container: number | null
  readonly places: Places
  /** What a container sees. */
  readonly final: TreeView
  readonly groups: readonly WasteGroup[]
  readonly shipped: readonly ShippedPart[]
  /** Better RUN steps, by layer. */
  readonly plans: ReadonlyMap<number, RunPlan>
  /** Fewer bytes nobody changes a Dockerfile for. */
  readonly worthBytes: number
}

/** Only for an image whose layers were all read. */
export function adviceSubject(analysis: Analysis): AdviceSubject {
  const steps = layerSteps(analysis.documents)
  const places = placesOf(analysis.overlay)
  const final = finalView(analysis)
  const firstOwn = firstOwnLayer(analysis, steps)
  const container = analysis.documents.container?.layer ?? null
  const ground = {
    ...{ analysis, steps, firstOwn, container, places, final },
    groups: groupWaste({ analysis, steps, firstOwn, places }),
    shipped: shippedParts(final, places).filter(({ layer }) => layer !== container),
    worthBytes: Math.min(LARGE, (analysis.unpackedBytes ?? 0) / 100),
  }
  return { ...ground, plans: runPlans(ground) }
}

/** Worth a change in an image of any size. */
const LARGE = 10_000_000

/** Without a base that is sure, what was imported as a whole at the bottom is one: advice is not withheld on a guess. */
function firstOwnLayer({ base }: Analysis, steps: readonly LayerStep[]): number {
  if (base !== null && base.certainty !== 'likely') return base.layers
  const own = steps.findIndex(({ keyword }) => keyword !== 'FROM')
  return own === -1 ? steps.length : own
}
