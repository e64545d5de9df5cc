import { tryCommand } from '../cli/try-command.ts'
import type { Builder, BuiltStep } from './cache-scenarios.ts'

/** The part of a step of `cache predict --json` (product.md §2) that these tests read. */
interface Predicted {
  readonly line: number
  readonly instruction: string
  readonly state: string
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
