import type { BetterOrder, Simulated } from '../../analysis/build/better-order.ts'
import type { Builder } from '../../analysis/build/build-inputs.ts'
import { costOf, type StepCosts } from '../../analysis/build/step-costs.ts'
import type { Dockerfile } from '../../image/dockerfile/dockerfile.ts'
import { type CsvColumn, csvPieces } from '../csv.ts'
import { displayText } from '../display-name.ts'
import { EMPTY_LINE, type Line, words } from '../line.ts'
import { markdownTable } from '../markdown-table.ts'
import { codeBlock, markdownCode, markdownText, strong } from '../markdown-text.ts'
import { KINDS, orderLines, orderSentence, simulatedLines } from './order-text.ts'
import { builderText, costTexts, countsText, type PredictTextOptions } from './predict-text.ts'
import { type StepCounts, stepCounts } from './step-counts.ts'
import { unifiedDiff } from './unified-diff.ts'

/** What typical changes do to a build, and the order of steps that would keep more. */
export interface Outlook {
  readonly simulated: readonly Simulated[]
  readonly order: BetterOrder | null
  readonly dockerfile: Dockerfile
  readonly costs: StepCosts
}

/** `layerscope cache predict` when nothing is said to change. */
export function outlookText(
  outlook: Outlook,
  builder: Builder,
  { width, ascii }: PredictTextOptions,
): Line[] {
  const { simulated, order, dockerfile, costs } = outlook
  return [
    [
      words(dockerfile.path, 'heading'),
      words(` with ${builderText(builder)}: the next build after one change`),
    ],
    EMPTY_LINE,
    ...simulatedLines(simulated, costs, { ascii, width }),
    EMPTY_LINE,
    ...orderLines(order, dockerfile, width),
    EMPTY_LINE,
    [words('Every step, and why: add --changed PATH, --changed-line N, --changed-since REF, …', 'faint')],
  ]
}

/** The same for a comment. */
export function outlookMarkdown({ simulated, order, dockerfile, costs }: Outlook, builder: Builder): string {
  const titles = ['One change', '', 'Next build']
  const rows = simulated.map(({ change, prediction }) => [
    markdownText(KINDS[change.kind]),
    markdownCode(displayText(change.what)),
    markdownText(
      [countsText(stepCounts(prediction.stages)), ...costTexts(costOf(prediction, costs))].join('; '),
    ),
  ])
  const diff = order === null ? [] : unifiedDiff(dockerfile.path, dockerfile.lines, order.lines)
  return [
    `${markdownCode(displayText(dockerfile.path))} with ${markdownText(builderText(builder))}\n`,
    markdownTable(
      titles.map(title => ({ title, align: 'left' })),
      rows,
    ),
    ...(order === null
      ? []
      : [
          `${strong(markdownText('Better order:'))} ${markdownText(orderSentence(order))}\n`,
          codeBlock(diff.map(({ text }) => displayText(text))),
        ]),
  ].join('\n')
}

/** One row a typical change. */
export function outlookCsv({ simulated }: Outlook): Iterable<string> {
  return csvPieces(COLUMNS, simulated)
}

const COLUMNS: readonly CsvColumn<Simulated>[] = [
  { name: 'kind', value: ({ change }) => displayText(change.kind) },
  { name: 'what', value: ({ change }) => displayText(change.what) },
  { name: 'steps', value: each => countsOf(each).all },
  { name: 'cached', value: each => countsOf(each).cached },
  { name: 'runs', value: each => countsOf(each).runs },
  { name: 'cachedIfOutputSame', value: each => countsOf(each).open },
]

function countsOf({ prediction }: Simulated): StepCounts {
  return stepCounts(prediction.stages)
}
