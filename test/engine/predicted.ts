import { expect } from 'vitest'
import { tryCommand } from '../cli/try-command.ts'
import { type Builder, type BuiltStep, openSmallWorkshop } from './cache-scenarios.ts'
import type { SmallCase } from './cache-small-builds.ts'
import type { Lab } from './lab.ts'

/** The part of a step of `cache predict --json` (product.md §2) that these tests read. */
interface Predicted {
  readonly line: number
  readonly instruction: string
  readonly state: string
}

/** Builds, changes one thing after the other, and expects of each second build what was predicted. */
export async function asPredicted(
  lab: Lab,
  folder: string,
  small: SmallCase,
  builder: Builder,
): Promise<void> {
  const name = small.title
    .toLowerCase()
    .replace(/[^a-z]+/g, '-')
    .replace(/^-|-$/g, '')
  const workshop = await openSmallWorkshop(lab, folder, { ...small, name, builder })
  const { context, dockerfile } = workshop.inputs
  const results: string[] = []
  const expected: string[] = []
  for (const { told, words = [], change } of small.changes) {
    const title = `${small.title}: ${told.join(' ')}`
    const built = await workshop.rebuild({
      title,
      words,
      change: async inputs => void (await change?.(inputs.context)),
    })
    const newFile = told[0] === '--new-file' ? [built.inputs.dockerfile] : []
    const predicted = await predict(builder, ['-f', dockerfile, context, ...small.words, ...told, ...newFile])
    const steps = built.steps.filter(({ instruction }) => !instruction.startsWith('LINK ')) // the merge after a COPY
    results.push(`${title}\n${agreed(predicted, steps)}`)
    expected.push(`${title}\n${drawn(steps)}`)
  }
  expect(results.join('\n\n')).toBe(expected.join('\n\n'))
}

/** The steps a builder prints, with what was predicted of each. */
export async function predict(builder: Builder, words: readonly string[]): Promise<Predicted[]> {
  const { stdout, stderr } = await tryCommand(['cache', 'predict', '--builder', builder, '--json', ...words])
  if (stdout === '') throw new Error(stderr)
  const { stages } = JSON.parse(stdout)
  return stages.flatMap(({ steps }: { steps: Predicted[] }) => {
    const from = steps[0]?.line
    return steps.slice(1).filter(({ state, line }) => {
      const isPrinted = builder === 'buildkit' || line !== from // classic: what ONBUILD triggers is not
      return isPrinted && state !== 'config' && state !== 'notBuilt'
    })
  })
}

/**
 * The prediction as the builder prints it. Where it rests on what another stage makes, the builder's word is taken.
 * A step whose text changes, or has variables in it, is found by its keyword.
 */
export function agreed(predicted: readonly Predicted[], built: readonly BuiltStep[]): string {
  const left = [...built]
  const named = predicted.map(step => ({ step, same: take(left, each => plain(each) === plain(step)) }))
  const steps = named.map(({ step, same }) => {
    const found = same ?? take(left, each => keyword(each) === keyword(step))
    const cached = step.state === 'cachedIfOutputSame' ? found?.cached === true : step.state === 'cached'
    return { instruction: found?.instruction ?? `not printed: ${step.instruction}`, cached }
  })
  return drawn(steps)
}

function take(steps: BuiltStep[], fits: (step: BuiltStep) => boolean): BuiltStep | undefined {
  const at = steps.findIndex(fits)
  return at === -1 ? undefined : steps.splice(at, 1)[0]
}

/** Steps as a text to compare: BuildKit prints them in the order it comes by them. */
export function drawn(steps: readonly BuiltStep[]): string {
  return steps
    .map(step => `${plain(step)} ${step.cached ? 'CACHED' : 'runs'}`)
    .sort()
    .join('\n')
}

function plain({ instruction }: Pick<BuiltStep, 'instruction'>): string {
  return instruction.replace(/\s+/g, ' ')
}

function keyword(step: Pick<BuiltStep, 'instruction'>): string {
  return (
    plain(step)
      .replace(/^ONBUILD /, '')
      .split(' ')[0] ?? ''
  )
}
