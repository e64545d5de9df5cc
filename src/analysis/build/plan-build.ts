import { fail } from '../../errors.ts'
import type { BuildInputs } from './build-inputs.ts'
import type { BuildPlan, PlannedStage } from './build-plan.ts'
import type { KeyBook } from './key-book.ts'
import { planStage, type StageOutcome } from './plan-stage.ts'
import { stageCalled } from './stage-references.ts'
import { globalVariables } from './stage-scope.ts'

/** Every step of a build with the key its builder looks it up by. Throws a `usage` fault for a target there is not. */
export function planBuild(inputs: BuildInputs, book: KeyBook): BuildPlan {
  const globals = globalVariables(inputs)
  const outcomes: StageOutcome[] = []
  for (const stage of inputs.dockerfile.stages) {
    const stages = outcomes.map(outcome => outcome.stage)
    outcomes.push(planStage(stage, { inputs, book, globals, stages, outcomes }))
  }
  const stages = outcomes.map(({ stage }) => stage)
  const target = targetOf(inputs, stages)
  const needed = inputs.builder === 'classic' ? upTo(target) : neededBy(target, stages)
  return { target, stages: stages.map(stage => ({ ...stage, isBuilt: needed.has(stage.index) })) }
}

function targetOf({ target, dockerfile }: BuildInputs, stages: readonly PlannedStage[]): PlannedStage {
  const found = target === null ? stages.at(-1) : stageCalled(target, { stages })
  if (found !== undefined) return found
  const names = stages.map(({ name, index }) => name ?? `${index}`).join(', ')
  return fail({
    kind: 'usage',
    message: `"${dockerfile.path}" has no stage "${target}". Its stages are ${names}.`,
  })
}

function upTo({ index }: PlannedStage): ReadonlySet<number> {
  return new Set(Array.from({ length: index + 1 }, (_, each) => each))
}

/** A stage, the one it starts from, those it takes files of, and so on. */
function neededBy(target: PlannedStage, stages: readonly PlannedStage[]): ReadonlySet<number> {
  const needed = new Set<number>()
  const waiting = [target.index]
  for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
    const stage = stages[index]
    if (stage === undefined || needed.has(index)) continue
    needed.add(index)
    waiting.push(
      ...(stage.baseStage === null ? [] : [stage.baseStage]),
      ...stage.steps.flatMap(({ reads }) => reads),
    )
  }
  return needed
}
