import type { CacheExplanation, ExplainedStep } from '../../analysis/cache/cache-explanation.ts'
import { displayText } from '../display-name.ts'
import { formatBytes } from '../format-bytes.ts'
import { lineText } from '../line.ts'
import { longMarkdownTable, type MarkdownColumn, type MarkdownRow } from '../markdown-table.ts'
import { joinMarkdown, markdownCode, markdownText, strong } from '../markdown-text.ts'
import { adviceText } from './advice-text.ts'
import { causeEvidence, causeSentence, causeWords } from './cause-text.ts'
import { RELATIONS, REVERSED, repushedSentence, verdictLine } from './explain-text.ts'

/** `layerscope cache explain --format markdown`: what missed and why, every step, what would have helped. */
export function explainMarkdown(
  explanation: CacheExplanation,
  references: { readonly old: string; readonly new: string },
): string {
  const names = [references.old, references.new].map(name => strong(markdownCode(displayText(name))))
  const verdict = markdownText(` · ${lineText(verdictLine(explanation, { ascii: false }))}`)
  return [
    `${joinMarkdown(names[0] ?? markdownText(''), markdownText(' → '), names[1] ?? markdownText(''), verdict)}\n`,
    ...(explanation.isReversed ? [`${markdownText(REVERSED)}\n`] : []),
    ...missMarkdown(explanation),
    longMarkdownTable(COLUMNS, explanation.steps, stepRow),
    ...closingMarkdown(explanation),
  ].join('\n')
}

function missMarkdown({ steps, firstMiss }: CacheExplanation): string[] {
  const missed = firstMiss === null ? undefined : steps[firstMiss]
  if (missed?.cause == null) return []
  const title = joinMarkdown(markdownText('First miss: '), markdownCode(displayText(missed.instruction)))
  const evidence = causeEvidence(missed.cause, MOST_EVIDENCE).map(
    line => `* ${markdownCode(displayText(line))}\n`,
  )
  return [`${title}. ${markdownText(causeSentence(missed.cause))}\n`, evidence.join('')].filter(
    text => text !== '',
  )
}

/** As many as the text tells. */
const MOST_EVIDENCE = 8

const COLUMNS: readonly MarkdownColumn[] = [
  { title: 'Layer', align: 'right' },
  { title: 'Cache', align: 'left' },
  { title: 'Why', align: 'left' },
  { title: 'Files', align: 'left' },
  { title: 'Again', align: 'right' },
  { title: 'Instruction', align: 'left' },
]

function stepRow(step: ExplainedStep): MarkdownRow {
  return [
    markdownText(String(step.new?.layer ?? '')),
    markdownText(step.state === 'removed' ? 'gone' : step.state),
    markdownText(step.cause === null ? '' : causeWords(step.cause)),
    markdownText(step.state === 'ran' && step.files !== null ? RELATIONS[step.files] : ''),
    markdownText(step.repushedBytes === 0 ? '' : formatBytes(step.repushedBytes)),
    markdownCode(displayText(step.instruction)),
  ]
}

function closingMarkdown(explanation: CacheExplanation): string[] {
  const repushed = repushedSentence(explanation)
  const advice = explanation.advice.map(each => `* ${markdownText(adviceText(each))}\n`)
  return [
    ...(repushed === null ? [] : [`Pushed again for nothing: ${markdownText(repushed)}.\n`]),
    ...(advice.length === 0 ? [] : [`What would have kept the cache:\n\n${advice.join('')}`]),
  ]
}
