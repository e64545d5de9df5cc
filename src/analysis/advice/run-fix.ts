import type { AdviceSubject } from './advice-subject.ts'
import { lines, listWords } from './words.ts'

/** The plan a layer is part of, in words and lines; `undefined` when its RUN cannot be written for them. */
export function runFix({ plans }: Pick<AdviceSubject, 'plans'>, layer: number): string | undefined {
  const plan = plans.get(layer)
  if (plan === undefined) return undefined
  const what =
    plan.layers.length === 1
      ? `Write the RUN of layer ${layer} so that it leaves nothing behind:`
      : `Make one RUN of those of layers ${listWords(plan.layers)}:`
  return lines(what, plan.text)
}
