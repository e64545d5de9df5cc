import { beforeAll, describe, expect, test } from 'vitest'
import { tryCommand } from '../cli/try-command.ts'
import {
  APPROACHES,
  type Approach,
  BUILDERS,
  type Builder,
  type Built,
  type BuiltStep,
  openWorkshop,
  type Rebuilt,
  SCENARIOS,
  scenarioFolder,
  type Workshop,
} from './cache-scenarios.ts'
import { describeWithLab, type Lab } from './lab.ts'
import { agreed, drawn, predict } from './predicted.ts'

interface Build {
  readonly approach: Approach
  readonly builder: Builder
}

const BUILDS: readonly Build[] = BUILDERS.flatMap(builder =>
  APPROACHES.map(approach => ({ builder, approach })),
)

/** Every scenario, built once by the real builders: what they did, what was predicted, and what is explained afterwards. */
describeWithLab('the scenarios of the build cache', async lab => {
  const folder = await scenarioFolder(lab)

  describe.each(BUILDS)('the $builder builder and the $approach Dockerfile', build => {
    let workshop: Workshop
    const rebuilt = new Map<string, Rebuilt>()

    beforeAll(async () => {
      workshop = await openWorkshop(lab, folder, build.approach, build.builder)
      for (const scenario of SCENARIOS) rebuilt.set(scenario.title, await workshop.rebuild(scenario))
    })

    test.runIf(build.approach === 'naive')('take what they can from the cache', () => {
      expect(workshop.before.steps.every(({ cached }) => !cached)).toBe(true)
      const ran = [...rebuilt].map(([title, { steps }]) => [title, steps.filter(isWork).length])
      expect(Object.fromEntries(ran)).toEqual(stepsToRun(build))
    })

    test('do what cache predict says', async () => {
      const { context, dockerfile } = workshop.inputs
      for (const [title, { inputs, steps }] of rebuilt) {
        if (title === WITHOUT_CACHE) continue
        const told = TOLD[title] ?? ['--new-file', inputs.dockerfile]
        const predicted = await predict(build.builder, ['-f', dockerfile, context, ...told])
        expect(`${title}\n${agreed(predicted, steps)}`).toBe(`${title}\n${drawn(steps)}`)
      }
    })

    test('did what cache explain says, and for the reason it names', async () => {
      const causes: Record<string, string> = {}
      for (const [title, after] of rebuilt) {
        const explained = await explain(lab, workshop.before, after)
        expect(statesOf(explained), title).toEqual(printedStates(after, build))
        const { firstDivergence: first } = explained
        causes[title] = first === null ? 'no miss' : `${first.cause} ${first.instruction.split(' ')[0]}`
      }
      expect(causes).toEqual(expectedCauses(build))
    })
  })
})

const WITHOUT_CACHE = 'nothing, without the cache'

/** How each scenario is told to `cache predict`, where not by the new Dockerfile; that without the cache cannot be. */
const TOLD: Readonly<Record<string, readonly string[]>> = {
  'one line of main.go': ['--changed', 'main.go'],
  'go.mod only': ['--changed', 'go.mod'],
  'go.sum only': ['--changed', 'go.sum'],
  'the mode of a file': ['--changed-mode', 'store.go'],
  'a file .dockerignore leaves out': ['--changed', 'NOTES.md'],
  'a build argument': ['--changed-arg', 'VERSION=2'],
  'the base image': ['--changed-base'],
}

/** How many of the naive Dockerfile's instructions that do some work run again. */
function stepsToRun({ builder }: Build): Readonly<Record<string, number>> {
  return {
    nothing: 0,
    'one line of main.go': 3,
    'go.mod only': 3,
    'go.sum only': 3,
    'the mode of a file': 3,
    'the times of all files': 0,
    'a file .dockerignore leaves out': 0,
    'a build argument': 1,
    'one line of the Dockerfile': 2,
    // The classic builder copies anew after an ENV; BuildKit knows that files do not depend on it.
    'an ENV of the Dockerfile': builder === 'classic' ? 3 : 2,
    'the base image': 6,
    [WITHOUT_CACHE]: 6,
  }
}

function isWork({ cached, instruction }: BuiltStep): boolean {
  return !cached && /^(RUN|COPY)/.test(instruction)
}

function expectedCauses({ approach, builder }: Build) {
  if (approach === 'scratch') return LAST_STAGE
  return builder === 'classic' ? ONE_STAGE : { ...ONE_STAGE, 'an ENV of the Dockerfile': 'setting RUN' }
}

const ONE_STAGE: Readonly<Record<string, string>> = {
  nothing: 'no miss',
  'one line of main.go': 'content COPY',
  'go.mod only': 'content COPY',
  'go.sum only': 'content COPY',
  'the mode of a file': 'metadata COPY',
  'the times of all files': 'no miss',
  'a file .dockerignore leaves out': 'no miss',
  'a build argument': 'argument RUN',
  'one line of the Dockerfile': 'instruction RUN',
  'an ENV of the Dockerfile': 'instruction ENV',
  'the base image': 'baseImage FROM',
  [WITHOUT_CACHE]: 'noCache RUN',
}

/** What the earlier stage did is seen where its files are copied, if they came out otherwise. */
const LAST_STAGE: Readonly<Record<string, string>> = {
  ...ONE_STAGE,
  'go.sum only': 'no miss',
  'the mode of a file': 'no miss',
  'a build argument': 'content COPY',
  'one line of the Dockerfile': 'no miss',
  'an ENV of the Dockerfile': 'content COPY',
  'the base image': 'content COPY',
  [WITHOUT_CACHE]: 'noCache COPY',
}

interface Explained {
  readonly firstDivergence: { readonly instruction: string; readonly cause: string } | null
  readonly steps: readonly { readonly state: string; readonly instruction: string }[]
}

async function explain(lab: Lab, before: Built, after: Built): Promise<Explained> {
  const variables = { DOCKER_HOST: lab.env['DOCKER_HOST'] ?? '' }
  const words = ['cache', 'explain', `docker:${before.tag}`, `docker:${after.tag}`, '--json']
  const { code, stdout, stderr } = await tryCommand(words, { variables })
  if (code !== 0) throw new Error(stderr)
  return JSON.parse(stdout)
}

/** The base is built by nobody here, and a setting is no step of BuildKit's. */
function statesOf({ steps }: Explained): string[] {
  return steps.flatMap(({ state }) => (state === 'cached' || state === 'ran' ? [state] : []))
}

/** Of the last stage: earlier ones leave no layer. */
function printedStates({ steps }: Built, { approach }: Build): string[] {
  const own = approach === 'scratch' ? steps.slice(steps.findIndex(isFromStage)) : steps
  return own.map(({ cached }) => (cached ? 'cached' : 'ran'))
}

function isFromStage({ instruction }: { readonly instruction: string }): boolean {
  return instruction.startsWith('COPY --from=')
}
