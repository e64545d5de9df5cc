import { lineDifference } from '../compare/line-difference.ts'
import type { BuildPlan, PlannedStage, PlannedStep } from './build-plan.ts'

/**
 * Which step of the build before each step of a stage was: of the stage of that name, or else of that number, the
 * same instruction, or what stood in its place. Steps that are new are absent.
 */
export function counterparts(stage: PlannedStage, built: BuildPlan): ReadonlyMap<PlannedStep, PlannedStep> {
  const before =
    built.stages.find(({ name }) => name !== null && name === stage.name) ?? built.stages[stage.index]
  const pairs = new Map<PlannedStep, PlannedStep>()
  if (before === undefined) return pairs
  const [a, b] = [before.steps, stage.steps]
  let [atA, atB] = [0, 0]
  for (const { startA, startB, lines } of wholeDifference(a, b)) {
    for (; atB < startB; atA++, atB++) pair(pairs, a[atA], b[atB])
    atA = startA
    let removed: PlannedStep[] = []
    for (const { kind } of lines) {
      if (kind === 'removed') removed = [...removed, ...a.slice(atA, ++atA)]
      else if (kind === 'same') pair(pairs, a[atA++], b[atB++])
      else {
        const now = b[atB++]
        const was = removed.find(
          ({ instruction }) => keyword(instruction) === keyword(now?.instruction ?? ''),
        )
        removed = removed.filter(step => step !== was)
        pair(pairs, was, now)
      }
    }
  }
  for (; atB < b.length; atA++, atB++) pair(pairs, a[atA], b[atB])
  return pairs
}

function wholeDifference(a: readonly PlannedStep[], b: readonly PlannedStep[]) {
  return lineDifference(
    a.map(({ written }) => written),
    b.map(({ written }) => written),
  )
}

function pair(pairs: Map<PlannedStep, PlannedStep>, was?: PlannedStep, now?: PlannedStep): void {
  if (was !== undefined && now !== undefined) pairs.set(now, was)
}

function keyword(instruction: string): string {
  return instruction.split(' ')[0] ?? ''
}
