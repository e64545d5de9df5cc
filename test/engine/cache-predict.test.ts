import { rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { tryCommand } from '../cli/try-command.ts'
import {
  APPROACHES,
  BUILDERS,
  type Builder,
  type BuiltStep,
  openSmallWorkshop,
  openWorkshop,
  SCENARIOS,
  scenarioFolder,
} from './cache-scenarios.ts'
import { MERGING_CASES, NEWER_CASES, SMALL_CASES, type SmallCase } from './cache-small-builds.ts'
import { describeWithLab, type Lab } from './lab.ts'
import { output } from './run.ts'

/** How each scenario is told to `cache predict`; that without the cache cannot be. */
const TOLD: Readonly<Record<string, readonly string[]>> = {
  'one line of main.go': ['--changed', 'main.go'],
  'go.mod only': ['--changed', 'go.mod'],
  'go.sum only': ['--changed', 'go.sum'],
  'the mode of a file': ['--changed-mode', 'store.go'],
  'a file .dockerignore leaves out': ['--changed', 'NOTES.md'],
  'a build argument': ['--changed-arg', 'VERSION=2'],
  'the base image': ['--changed-base'],
}

interface Predicted {
  readonly line: number
  readonly instruction: string
  readonly state: string
}

describeWithLab('what cache predict says, and what the builder then does', async lab => {
  const folder = await scenarioFolder(lab)

  for (const approach of APPROACHES) {
    test.each(BUILDERS)(`the ${approach} Dockerfile of the course, %s builder`, async builder => {
      const workshop = await openWorkshop(lab, folder, approach, builder)
      const { context, dockerfile } = workshop.inputs
      for (const scenario of SCENARIOS.filter(({ words }) => !words?.includes('--no-cache'))) {
        const built = await workshop.rebuild(scenario)
        const told = TOLD[scenario.title] ?? ['--new-file', built.inputs.dockerfile]
        const predicted = await predict(builder, ['-f', dockerfile, context, ...told])
        expect(`${scenario.title}\n${agreed(predicted, built.steps)}`).toBe(
          `${scenario.title}\n${drawn(built.steps)}`,
        )
      }
    })
  }
})

describeWithLab('small builds, predicted and built', async lab => {
  const folder = await scenarioFolder(lab)
  for (const small of SMALL_CASES) {
    test.each(small.builders)(`${small.title}, %s builder`, builder => compare(lab, folder, small, builder))
  }
})

describeWithLab('small builds with the BuildKit of a newer engine', async lab => {
  const { newer } = lab
  const at = (socket: string): Lab => ({ ...lab, env: { ...lab.env, DOCKER_HOST: `unix://${socket}` } })
  const [classic, containerd] = newer === null ? [lab, lab] : [at(newer.classic), at(newer.containerd)]
  const folders = { classic: await scenarioFolder(classic), containerd: await scenarioFolder(containerd) }
  for (const small of [...SMALL_CASES, ...NEWER_CASES])
    test.skipIf(newer === null)(small.title, () => compare(classic, folders.classic, small, 'buildkit'))
  for (const small of MERGING_CASES)
    test.skipIf(newer === null)(small.title, () => compare(containerd, folders.containerd, small, 'buildkit'))
})

describeWithLab('the better order', async lab => {
  const folder = await scenarioFolder(lab)

  test.each(BUILDERS)('is a patch, and the %s builder makes the same files of it', async builder => {
    const workshop = await openWorkshop(lab, folder, 'naive', builder)
    const { context, dockerfile } = workshop.inputs
    const words = ['cache', 'predict', context, '-f', dockerfile, '--builder', builder, '--json']
    const { betterOrder } = JSON.parse((await tryCommand(words)).stdout)
    const reordered = await workshop.rebuild({
      title: 'the better order',
      change: async inputs => {
        const path = join(inputs.context, 'order.patch')
        await writeFile(path, betterOrder.diff.replaceAll(dockerfile, basename(dockerfile)))
        await output('git', ['apply', '-p0', path], { cwd: inputs.context })
        await rm(path)
      },
    })
    expect(reordered.steps.filter(({ cached }) => cached).length).toBeGreaterThan(3)
    const { stdout } = await tryCommand(
      ['compare', `docker:${workshop.before.tag}`, `docker:${reordered.tag}`, '--json'],
      { variables: { DOCKER_HOST: lab.env['DOCKER_HOST'] ?? '' } },
    )
    const { added, removed, modified } = JSON.parse(stdout).files
    const differs = modified.filter((each: { differs: string[] }) =>
      each.differs.some(what => what !== 'mtime'),
    )
    expect([...added, ...removed, ...differs].map(({ path }) => path)).toEqual([])
  })
})

/** Builds, changes one thing after the other, and expects of each second build what was predicted. */
async function compare(lab: Lab, folder: string, small: SmallCase, builder: Builder): Promise<void> {
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
async function predict(builder: Builder, words: readonly string[]): Promise<Predicted[]> {
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
function agreed(predicted: readonly Predicted[], built: readonly BuiltStep[]): string {
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

/** BuildKit prints steps in the order it comes by them. */
function drawn(steps: readonly BuiltStep[]): string {
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
