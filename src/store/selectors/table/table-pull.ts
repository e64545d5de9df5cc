import type { Analysis } from '../../../analysis/analysis.ts'
import type { ImageTable } from '../../../analysis/compare/image-table.ts'
import { type Held, type PullCost, type PullRow, pullCost } from '../../../analysis/compare/pull-cost.ts'
import type { PullPlan } from '../../compare-state.ts'
import type { ImageKey, State } from '../../state.ts'
import { imageTable } from './image-table.ts'

/** What bringing the images of the table to nodes takes. */
export interface TablePull {
  readonly cost: PullCost
  readonly rows: ReadonlyMap<ImageKey, PullRow>
  /** What nodes hold already. */
  readonly held: ImageKey
}

interface Kept {
  readonly plan: PullPlan
  readonly have: Analysis | undefined
  readonly pull: TablePull
}

const kept = new WeakMap<ImageTable, Kept>()

/** Of the images that are read; the last answer is kept. */
export function tablePull(state: State): TablePull | undefined {
  const table = imageTable(state)
  if (table === undefined) return undefined
  const { pull: plan } = state
  const have = analysisOf(state, plan.have)
  const last = kept.get(table)
  if (last !== undefined && last.plan === plan && last.have === have) return last.pull
  const pull = pullOf(table, plan, have)
  kept.set(table, { plan, have, pull })
  return pull
}

function analysisOf({ images }: State, key: ImageKey | null): Analysis | undefined {
  const image = key === null ? undefined : images.get(key)
  return image?.kind === 'ready' ? image.analysis : undefined
}

function pullOf({ rows }: ImageTable, plan: PullPlan, have: Analysis | undefined): TablePull {
  const { nodes, bandwidth, estimates } = plan
  const held = heldBy(plan, have)
  const analyses = rows.map(({ analysis }) => analysis)
  const cost = pullCost(analyses, { nodes, bandwidth, estimates, held })
  const pulls = cost.rows.flatMap((pull, at) => {
    const reference = rows[at]?.reference
    return reference === undefined ? [] : [[reference, pull] as const]
  })
  return { cost, rows: new Map(pulls), held: plan.have ?? rows[0]?.reference ?? '' }
}

function heldBy(plan: PullPlan, have: Analysis | undefined): Held {
  if (plan.have === null) return { kind: 'first' }
  return have === undefined ? { kind: 'unknown' } : { kind: 'image', analysis: have }
}
