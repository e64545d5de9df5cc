import { parseDockerfile } from '../../image/dockerfile/parse-dockerfile.ts'
import { applyChanges, type Workspace } from './apply-changes.ts'
import { type PredictedStep, type Prediction, predictBuild } from './predict-build.ts'
import { type ManifestTexts, type Reordered, reorderings } from './reorder.ts'
import { type TypicalChange, typicalChanges } from './typical-changes.ts'

/** The single move or split that keeps most commands in the cache, over the changes everybody makes. */
export interface BetterOrder extends Reordered {
  readonly judged: readonly JudgedChange[]
}

export interface JudgedChange {
  readonly change: TypicalChange
  /** Commands that run again, as the Dockerfile is and as it would be. COPY is cheap and an order can need one more. */
  readonly now: number
  readonly reordered: number
}

/** What one typical change does to the next build. */
export interface Simulated {
  readonly change: TypicalChange
  readonly prediction: Prediction
}

export function simulate(workspace: Workspace): readonly Simulated[] {
  return typicalChanges(workspace).map(change => ({ change, prediction: predictAfter(workspace, change) }))
}

/** `null`: no order that is sure to build the same keeps more, or there are too many to try. */
export function betterOrder(workspace: Workspace, texts: ManifestTexts): BetterOrder | null {
  const { dockerfile, context } = workspace.inputs
  if (dockerfile.lines.length > MOST_LINES) return null
  const now = simulate(workspace)
  const found = reorderings(dockerfile, context, texts).map((reordered): BetterOrder => {
    const changed = parseDockerfile(reordered.lines.join('\n'), dockerfile.path)
    const then = { ...workspace, inputs: { ...workspace.inputs, dockerfile: changed } }
    return { ...reordered, judged: now.map(each => judge(each, then)) }
  })
  const better = found.filter(
    ({ judged }) => judged.every(each => each.reordered <= each.now) && saved(judged) > 0,
  )
  return better.sort((left, right) => saved(right.judged) - saved(left.judged))[0] ?? null
}

/** Every order is parsed and built in thought for every change: time grows with the third power of the lines. */
const MOST_LINES = 2000

function judge({ change, prediction }: Simulated, workspace: Workspace): JudgedChange {
  return { change, now: commandsAgain(prediction), reordered: commandsAgain(predictAfter(workspace, change)) }
}

function predictAfter(workspace: Workspace, { change }: TypicalChange): Prediction {
  const { before, after } = applyChanges(workspace, [change])
  return predictBuild(before, after)
}

/** Commands, not RUNs: two in one RUN are as much to do as each in its own. */
function commandsAgain({ stages }: Prediction): number {
  const running = stages.flatMap(({ steps }) => steps.filter(isRunAgain))
  return running.reduce((count, { instruction }) => count + instruction.split('&&').length, 0)
}

function isRunAgain({ instruction, state }: PredictedStep): boolean {
  return state === 'runs' && /^(?:ONBUILD )?RUN\b/.test(instruction)
}

function saved(judged: readonly JudgedChange[]): number {
  return judged.reduce((sum, { now, reordered }) => sum + now - reordered, 0)
}
