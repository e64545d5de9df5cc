import type { BetterOrder, Simulated } from '../../analysis/build/better-order.ts'
import { costOf, type StepCosts } from '../../analysis/build/step-costs.ts'
import type { TypicalChange } from '../../analysis/build/typical-changes.ts'
import type { Dockerfile } from '../../image/dockerfile/dockerfile.ts'
import { displayCode } from '../display-name.ts'
import { EMPTY_LINE, type Line, shown, words } from '../line.ts'
import { type Column, tableLines } from '../text-table.ts'
import { costTexts, countsText, type PredictTextOptions, pictureOf } from './predict-text.ts'
import { stepCounts } from './step-counts.ts'
import { unifiedDiff } from './unified-diff.ts'

/** What each typical change does, a row each: `one source file   main.go   ███░░  3 of 5 steps cached, …`. */
export function simulatedLines(
  simulated: readonly Simulated[],
  costs: StepCosts,
  { ascii, width }: PredictTextOptions,
): Line[] {
  const rows = simulated.map(({ change, prediction }) => [
    words(KINDS[change.kind], 'faint'),
    words(change.what),
    pictureOf(prediction, ascii),
    words([countsText(stepCounts(prediction.stages)), ...costTexts(costOf(prediction, costs))].join('; ')),
  ])
  return tableLines(COLUMNS, rows, width)
}

/** The better order: what it is, what it keeps, and the Dockerfile's difference. */
export function orderLines(order: BetterOrder | null, dockerfile: Dockerfile, width: number | null): Line[] {
  if (order === null)
    return [[words('No other order of these steps is sure to build the same and keeps more.', 'faint')]]
  const rows = order.judged.map(({ change, now, reordered }) => [
    words(KINDS[change.kind], 'faint'),
    words(change.what),
    words(`${now}`),
    words(`${reordered}`, reordered < now ? 'added' : 'plain'),
  ])
  return [
    [words('Better order: ', 'heading'), words(orderSentence(order))],
    EMPTY_LINE,
    ...tableLines(JUDGED, rows, width),
    EMPTY_LINE,
    ...unifiedDiff(dockerfile.path, dockerfile.lines, order.lines).map(
      ({ text, tone }): Line => [shown(displayCode(text), tone)],
    ),
  ]
}

/** `copy go.mod and go.sum first, then "go mod download" runs before the rest is copied`. */
export function orderSentence({ kind, files, command }: BetterOrder): string {
  return kind === 'packagesFirst'
    ? `"${command}" reads nothing that is copied before it; let it run first.`
    : `copy ${files.join(' and ')} first; then "${command}" stays cached until ${files.length === 1 ? 'it changes' : 'they change'}.`
}

const COLUMNS: readonly Column[] = ['', '', '', ''].map(title => ({ title, align: 'left' }))
const JUDGED: readonly Column[] = [
  { title: 'one change', align: 'left' },
  { title: '', align: 'left' },
  { title: 'commands again now', align: 'right' },
  { title: 'then', align: 'right' },
]

/** What a typical change is, in words. */
export const KINDS = {
  source: 'a source file',
  manifest: 'the dependencies',
  lock: 'the lock file',
  documentation: 'documentation',
  base: 'the base image',
} as const satisfies Record<TypicalChange['kind'], string>
