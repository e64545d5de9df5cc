import { expect, test } from 'vitest'
import {
  APPROACHES,
  type Approach,
  BUILDERS,
  type Builder,
  type Built,
  openWorkshop,
  SCENARIOS,
  scenarioFolder,
} from './cache-scenarios.ts'
import { describeWithLab, type Lab, layerscope } from './lab.ts'

interface Explained {
  readonly firstDivergence: { readonly instruction: string; readonly cause: string } | null
  readonly steps: readonly { readonly state: string; readonly instruction: string }[]
}

/**
 * Every scenario, built by the real builders: the steps `cache explain` calls cached and run are those the builder
 * called so, and the cause is what was changed.
 */
describeWithLab('cache explain', async lab => {
  const folder = await scenarioFolder(lab)
  const builds = BUILDERS.flatMap(builder => APPROACHES.map(approach => ({ builder, approach })))

  test.each(builds)('agrees with the $builder builder about the $approach Dockerfile', async build => {
    const workshop = await openWorkshop(lab, folder, build.approach, build.builder)
    const causes: Record<string, string> = {}
    for (const scenario of SCENARIOS) {
      const after = await workshop.rebuild(scenario)
      const explained = await explain(lab, workshop.before, after)
      expect(statesOf(explained), scenario.title).toEqual(printedStates(after, build))
      const { firstDivergence: first } = explained
      causes[scenario.title] =
        first === null ? 'no miss' : `${first.cause} ${first.instruction.split(' ')[0]}`
    }
    expect(causes).toEqual(expectedCauses(build))
  })
})

function expectedCauses({ approach, builder }: { approach: Approach; builder: Builder }) {
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
  'nothing, without the cache': 'noCache RUN',
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
  'nothing, without the cache': 'noCache COPY',
}

async function explain(lab: Lab, before: Built, after: Built): Promise<Explained> {
  const { code, stdout, stderr } = await layerscope(
    ['cache', 'explain', before.tag, after.tag, '--json'],
    lab.env,
  )
  if (code !== 0) throw new Error(stderr)
  return JSON.parse(stdout)
}

/** The base is built by nobody here, and a setting is no step of BuildKit's. */
function statesOf({ steps }: Explained): string[] {
  return steps.flatMap(({ state }) => (state === 'cached' || state === 'ran' ? [state] : []))
}

/** Of the last stage: earlier ones leave no layer. */
function printedStates({ steps }: Built, { approach }: { approach: Approach; builder: Builder }): string[] {
  const own = approach === 'scratch' ? steps.slice(steps.findIndex(isFromStage)) : steps
  return own.map(({ cached }) => (cached ? 'cached' : 'ran'))
}

function isFromStage({ instruction }: { readonly instruction: string }): boolean {
  return instruction.startsWith('COPY --from=')
}
