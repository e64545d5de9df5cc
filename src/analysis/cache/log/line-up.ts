import { type Dockerfile, type Instruction, instructionText } from '../../../image/dockerfile/dockerfile.ts'
import { type Paired, pairInOrder } from '../pair-in-order.ts'
import type { BuildLog, LoggedStep } from './build-log.ts'

/** The steps of two logs beside each other: those that say the same, then those of one keyword whose words differ. */
export function pairLogs(a: BuildLog, b: BuildLog): readonly Paired<LoggedStep, LoggedStep>[] {
  return pairInOrder(a.steps, b.steps, [
    { ofA: wordsOf, ofB: wordsOf },
    { ofA: keywordOf, ofB: keywordOf },
  ])
}

/**
 * The line of the Dockerfile each step stands at; a log has variables filled in, so where no words are the same the
 * keyword decides. Steps no line was found for are not in the map.
 */
export function linesOfSteps(
  steps: readonly LoggedStep[],
  dockerfile: Dockerfile,
): ReadonlyMap<LoggedStep, number> {
  const written = dockerfile.stages.flatMap(({ instructions }) => instructions)
  const pairs = pairInOrder(steps, written, [
    { ofA: wordsOf, ofB: textOf },
    { ofA: keywordOf, ofB: ({ keyword }: Instruction) => keyword },
  ])
  return new Map(pairs.flatMap(({ a, b }) => (a === null || b === null ? [] : [[a, b.line] as const])))
}

function wordsOf({ instruction }: LoggedStep): string {
  return instruction.replace(/\s+/g, ' ').trim()
}

function textOf(instruction: Instruction): string {
  return instructionText(instruction)
}

function keywordOf({ instruction }: LoggedStep): string {
  return /^\w+/.exec(instruction)?.[0].toUpperCase() ?? ''
}
