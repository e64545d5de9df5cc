import { applyChanges, type Change, type Workspace } from '../../analysis/build/apply-changes.ts'
import { betterOrder, simulate } from '../../analysis/build/better-order.ts'
import { predictBuild } from '../../analysis/build/predict-build.ts'
import { bytesByLine, costOf, type StepCosts, secondsByLine } from '../../analysis/build/step-costs.ts'
import { changesTexts, changeText } from '../../report/build/change-text.ts'
import { type Outlook, outlookCsv, outlookMarkdown, outlookText } from '../../report/build/outlook.ts'
import { predictCsv } from '../../report/build/predict-csv.ts'
import { predictMarkdown } from '../../report/build/predict-markdown.ts'
import { type Asked, predictText } from '../../report/build/predict-text.ts'
import { predictJson } from '../../report/json/predict-json.ts'
import type { Call, Command } from '../command.ts'
import { text } from '../option-values.ts'
import { printResult, type Result } from '../print.ts'
import { readImage } from '../read-image.ts'
import { changesSince } from './changes-since.ts'
import { takeContext } from './context-word.ts'
import { openWorkspace, readManifests } from './open-workspace.ts'
import { pathChanges } from './path-changes.ts'
import { PREDICT_OPTIONS, plainChanges } from './predict-options.ts'
import { readDockerfile } from './read-dockerfile.ts'
import { readLog } from './read-log.ts'

export const predict: Command = {
  name: 'predict',
  summary: 'which steps of the next build run again, and why',
  description:
    'Says of every step of the next build whether it comes from the cache, and why, from the Dockerfile, the context ' +
    'and what changes: files, their modes, lines of the Dockerfile, build arguments, the base image. Times of files ' +
    'never matter. Nothing is built and no engine is asked; a step that takes files of another stage is cached if ' +
    'that stage makes the same files again.',
  words: [
    { syntax: '[CONTEXT]', description: 'the folder a build is sent (.)', completes: { kind: 'file' } },
  ],
  options: PREDICT_OPTIONS,
  examples: [
    { line: 'layerscope cache predict --changed main.go', says: 'you edited main.go: which steps run again' },
    {
      line: 'layerscope cache predict --changed-line 15',
      says: 'line 15 of the Dockerfile changes: what stays cached',
    },
    {
      line: 'layerscope cache predict -f deploy/Dockerfile --changed-since main . --builder classic',
      says: 'all that this branch changed, with the builder of Docker before 23',
    },
    {
      line: 'layerscope cache predict --changed-base build --json',
      says: 'stage build starts from a newer image',
    },
  ],
  async run(typed) {
    const { folder, call } = await takeContext(typed)
    const workspace = await openWorkspace(folder, call)
    const changes = await readChanges(folder, workspace, call)
    await printResult(await resultOf({ folder, workspace, changes }, call), call)
    return 0
  },
}

interface Question {
  readonly folder: string
  readonly workspace: Workspace
  readonly changes: readonly Change[]
}

async function resultOf({ folder, workspace, changes }: Question, call: Call): Promise<Result> {
  const { dockerfile, builder } = workspace.inputs
  const { before, after, notes } = applyChanges(workspace, changes)
  const prediction = predictBuild(before, after)
  const costs = await readCosts(workspace, call)
  const order = betterOrder(workspace, await readManifests(folder, workspace))
  const outlook: Outlook = { simulated: simulate(workspace), order, dockerfile, costs }
  const asked: Asked = {
    dockerfile: dockerfile.path,
    changes: changesTexts(changes),
    cost: costOf(prediction, costs),
    hasBetterOrder: order !== null,
  }
  const { ascii } = call.options
  if (changes.length === 0 && text(call.values, 'changedSince') === null) {
    return {
      text: width => outlookText(outlook, builder, { width, ascii }),
      json: () => predictJson(prediction, notes, asked, outlook),
      markdown: () => outlookMarkdown(outlook, builder),
      csv: () => outlookCsv(outlook),
    }
  }
  return {
    text: width => predictText(prediction, notes, asked, { width, ascii }),
    json: () => predictJson(prediction, notes, { ...asked, changes: changes.map(changeText) }, outlook),
    markdown: () => predictMarkdown(prediction, notes, asked),
    csv: () => predictCsv(prediction),
  }
}

async function readChanges(folder: string, workspace: Workspace, { values }: Call): Promise<Change[]> {
  const newFile = text(values, 'newFile')
  const since = text(values, 'changedSince')
  return [
    ...(newFile === null ? [] : [{ kind: 'dockerfile', dockerfile: await readDockerfile(newFile) } as const]),
    ...(since === null ? [] : await changesSince(since, folder, workspace)),
    ...(await pathChanges(values, folder)),
    ...plainChanges(values),
  ]
}

/** What the last build says of its steps, from its image and its log. */
async function readCosts({ inputs }: Workspace, call: Call): Promise<StepCosts> {
  const image = text(call.values, 'image')
  const log = text(call.values, 'timings')
  const names = { image: image ?? '', dockerfile: inputs.dockerfile.path }
  return {
    bytes:
      image === null
        ? null
        : bytesByLine((await readImage(image, call)).analysis, predictBuild(inputs, inputs), names),
    seconds:
      log === null ? null : secondsByLine(await readLog(log, call.surroundings.signal), inputs.dockerfile),
  }
}
