import type { ChangeNote } from '../../analysis/build/apply-changes.ts'
import type { PredictedStep, Prediction } from '../../analysis/build/predict-build.ts'
import { displayText } from '../display-name.ts'
import { longMarkdownTable, type MarkdownRow } from '../markdown-table.ts'
import { joinMarkdown, markdownCode, markdownText, strong } from '../markdown-text.ts'
import { noteText } from './note-text.ts'
import { type Asked, costTexts, countsText, stateText, whyText } from './predict-text.ts'
import { stageTitle, stepCounts } from './step-counts.ts'

/** `layerscope cache predict --format markdown`: what was asked, the counts, a table for each stage. */
export function predictMarkdown(prediction: Prediction, notes: readonly ChangeNote[], asked: Asked): string {
  const title = joinMarkdown(
    markdownCode(displayText(asked.dockerfile)),
    markdownText(`: ${asked.changes.join(', ')}. `),
    strong(markdownText(countsText(stepCounts(prediction.stages)))),
  )
  return [
    `${title}\n`,
    ...costTexts(asked.cost).map(each => `${markdownText(each)}\n`),
    ...notes.map(note => `${markdownText(noteText(note))}\n`),
    ...prediction.stages.flatMap(stage => [
      `${strong(markdownText(stageTitle(stage)))}\n`,
      longMarkdownTable(COLUMNS, stage.steps, stepRow),
    ]),
  ].join('\n')
}

const COLUMNS = [
  { title: 'Line', align: 'right' },
  { title: 'Step', align: 'left' },
  { title: 'Next build', align: 'left' },
  { title: 'Why', align: 'left' },
] as const

function stepRow(step: PredictedStep): MarkdownRow {
  const state = markdownText(stateText(step.state))
  return [
    markdownText(`${step.line}`),
    markdownCode(displayText(step.instruction)),
    step.state === 'runs' ? strong(state) : state,
    markdownText(whyText(step)),
  ]
}
