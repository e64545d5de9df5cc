import type { ChangeNote } from '../../analysis/build/apply-changes.ts'
import type { Builder } from '../../analysis/build/build-inputs.ts'
import type {
  PredictedStage,
  PredictedStep,
  Prediction,
  StepState,
} from '../../analysis/build/predict-build.ts'
import type { BuildCost } from '../../analysis/build/step-costs.ts'
import { countOf } from '../amount.ts'
import { formatBytes } from '../format-bytes.ts'
import { formatDuration } from '../format-number.ts'
import { EMPTY_LINE, type Line, type Tone, words } from '../line.ts'
import { type Column, tableLines } from '../text-table.ts'
import { causesText } from './cause-text.ts'
import { noteText } from './note-text.ts'
import { type StepCounts, stageTitle, stepCounts } from './step-counts.ts'

/** What was asked, in the words it was asked in. */
export interface Asked {
  /** Path of the Dockerfile. */
  readonly dockerfile: string
  /** `main.go changes`, `ARG VERSION has another value`. */
  readonly changes: readonly string[]
  readonly cost: BuildCost
  /** Whether another order of the Dockerfile would keep more. */
  readonly hasBetterOrder: boolean
}

export interface PredictTextOptions {
  readonly width: number | null
  readonly ascii: boolean
}

/**
 * `layerscope cache predict`: a picture of all steps, then each stage with its steps, what becomes of each and why.
 *
 *   Dockerfile.scratch with BuildKit: main.go changes
 *   █████░░▒  5 of 8 steps cached, 2 run again, 1 cached if the output is identical
 *
 *   stage builder, from debian:bookworm
 *    1  █ cached      FROM debian:bookworm AS builder  the same image
 */
export function predictText(
  prediction: Prediction,
  notes: readonly ChangeNote[],
  asked: Asked,
  options: PredictTextOptions,
): Line[] {
  return [
    [
      words(asked.dockerfile, 'heading'),
      words(
        ` with ${builderText(prediction.builder)}: ${asked.changes.length === 0 ? 'nothing changes' : asked.changes.join(', ')}`,
      ),
    ],
    pictureLine(prediction, options),
    ...costLines(asked.cost),
    ...notes.map((note): Line => [words(noteText(note), 'warning')]),
    ...prediction.stages.flatMap(stage => [EMPTY_LINE, ...stageLines(stage, options)]),
    ...(asked.hasBetterOrder ? [EMPTY_LINE, [words(BETTER_ORDER, 'faint')]] : []),
  ]
}

const BETTER_ORDER = 'Another order of the steps would keep more; the same command without a change shows it.'

/** The builder as people call it. */
export function builderText(builder: Builder): string {
  return builder === 'buildkit' ? 'BuildKit' : 'the classic builder'
}

function pictureLine(prediction: Prediction, { ascii }: PredictTextOptions): Line {
  return [...pictureOf(prediction, ascii), words(`  ${countsText(stepCounts(prediction.stages))}`)]
}

function costLines(cost: BuildCost): Line[] {
  return costTexts(cost).map(each => [words(each)])
}

/** What was measured in the build before; nothing where no image and no log was named. */
export function costTexts({ bytes, openBytes, seconds, untimed }: BuildCost): string[] {
  const open = openBytes ? `, and ${formatBytes(openBytes)} if the output is not identical` : ''
  const cached = untimed ? `, ${countOf(untimed, 'more step')} cached then` : ''
  return [
    ...(bytes === null ? [] : [`to push again: at most ${formatBytes(bytes)} unpacked${open}`]),
    ...(seconds === null ? [] : [`last time these took ${formatDuration(seconds * 1000)}${cached}`]),
  ]
}

/** A mark for each step, in order. */
export function pictureOf({ stages }: Prediction, ascii: boolean): Line {
  const steps = stages.flatMap(stage => stage.steps).filter(isStep)
  return steps.map(({ state }) => words(markOf(state, ascii), STATES[state].tone))
}

/** `5 of 8 steps cached, 2 run again`. */
export function countsText({ cached, runs, open, all }: StepCounts): string {
  return [
    `${cached} of ${countOf(all, 'step')} cached`,
    ...(runs === 0 ? [] : [`${runs} ${runs === 1 ? 'runs' : 'run'} again`]),
    ...(open === 0 ? [] : [`${open} cached if the output is identical`]),
  ].join(', ')
}

function isStep({ state }: PredictedStep): boolean {
  return state !== 'config' && state !== 'notBuilt'
}

function stageLines(stage: PredictedStage, { width, ascii }: PredictTextOptions): Line[] {
  const rows = stage.steps.map(step => [
    words(`${step.line}`, 'faint'),
    [words(`${markOf(step.state, ascii)} ${STATES[step.state].short}`, STATES[step.state].tone)],
    words(shortened(step.instruction, width)),
    words(whyText(step), 'faint'),
  ])
  return [[words(stageTitle(stage), 'heading')], ...tableLines(COLUMNS, rows, width)]
}

/** The reasons; first what stops the build. */
export function whyText({ causes, missing, state }: PredictedStep): string {
  const why = causesText(causes, state === 'runs')
  return missing.length === 0 ? why : `the context has no ${missing.join(', ')}: the build stops here; ${why}`
}

const COLUMNS: readonly Column[] = [
  { title: '', align: 'right' },
  { title: '', align: 'left' },
  { title: '', align: 'left' },
  { title: '', align: 'left' },
]

/** The words of a long RUN nobody needs to know it by; on a narrow terminal the reason needs the room. */
function shortened(instruction: string, width: number | null): string {
  const room = width === null ? LONGEST : Math.min(LONGEST, Math.max(SHORTEST, width - WIDTH_OF_THE_REST))
  return instruction.length <= room ? instruction : `${instruction.slice(0, room - 1)}…`
}

const LONGEST = 40
const SHORTEST = 18
const WIDTH_OF_THE_REST = 62

function markOf(state: StepState, ascii: boolean): string {
  return ascii ? STATES[state].ascii : STATES[state].mark
}

interface StateInfo {
  readonly words: string
  /** For a column. */
  readonly short: string
  readonly mark: string
  readonly ascii: string
  readonly tone: Tone
}

const STATES = {
  cached: { words: 'cached', short: 'cached', mark: '█', ascii: '#', tone: 'added' },
  runs: { words: 'runs again', short: 'runs again', mark: '░', ascii: '.', tone: 'warning' },
  cachedIfOutputSame: {
    words: 'cached if the output is identical',
    short: 'cached if identical',
    mark: '▒',
    ascii: '?',
    tone: 'modified',
  },
  config: { words: 'no step', short: 'no step', mark: ' ', ascii: ' ', tone: 'faint' },
  notBuilt: { words: 'not built', short: 'not built', mark: ' ', ascii: ' ', tone: 'faint' },
} as const satisfies Record<StepState, StateInfo>

/** What becomes of a step, in words. */
export function stateText(state: StepState): string {
  return STATES[state].words
}
