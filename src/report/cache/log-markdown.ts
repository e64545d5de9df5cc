import type { LoggedStep } from '../../analysis/cache/log/build-log.ts'
import { pairLogs } from '../../analysis/cache/log/line-up.ts'
import { displayText } from '../display-name.ts'
import { lineText } from '../line.ts'
import { longMarkdownTable, type MarkdownColumn, type MarkdownRow, markdownTable } from '../markdown-table.ts'
import { joinMarkdown, type Markdown, markdownCode, markdownText, strong } from '../markdown-text.ts'
import { stepSeconds, stepText } from './log-cells.ts'
import { logFigures } from './log-difference.ts'
import { logNotes, pairText, verdictLine } from './log-text.ts'
import type { NamedLog } from './named-log.ts'

/** `layerscope cache log --format markdown`: of two logs first the figures, then every step. */
export function logMarkdown(first: NamedLog, second: NamedLog | null): string {
  return second === null ? oneLog(first) : twoLogs(first, second)
}

function oneLog(named: NamedLog): string {
  const columns = [right('Line'), left('Stage'), left('Cache'), right('Seconds'), left('Instruction')]
  return [
    `${joinMarkdown(nameOf(named), markdownText(` · ${lineText(verdictLine(named, { ascii: false }))}`))}\n`,
    ...notes([named]),
    longMarkdownTable(columns, named.log.steps, step => [
      markdownText(String(named.lines.get(step) ?? '')),
      markdownText(step.stage),
      ...stateCells(step),
      markdownCode(displayText(stepText(step))),
    ]),
  ].join('\n')
}

function twoLogs(a: NamedLog, b: NamedLog): string {
  const figures = logFigures(a, b).map(
    (figure): MarkdownRow => [figure.title, figure.a, figure.b, figure.difference].map(markdownText),
  )
  return [
    markdownTable([left(''), right(a.name), right(b.name), right('Difference')], figures),
    ...notes([a, b]),
    longMarkdownTable(
      [left(a.name), right('Seconds'), left(b.name), right('Seconds'), left('Instruction')],
      pairLogs(a.log, b.log),
      pair => [
        ...stateCells(pair.a),
        ...stateCells(pair.b),
        markdownCode(displayText(pairText(pair.a, pair.b))),
      ],
    ),
  ].join('\n')
}

function nameOf({ name }: NamedLog): Markdown {
  return strong(markdownCode(displayText(name)))
}

function notes(logs: readonly NamedLog[]): string[] {
  const told = logNotes(logs)
  return told.length === 0 ? [] : [told.map(note => `* ${markdownText(note)}\n`).join('')]
}

function stateCells(step: LoggedStep | null): Markdown[] {
  return step === null
    ? [markdownText(''), markdownText('')]
    : [markdownText(step.state), markdownText(stepSeconds(step))]
}

function left(title: string): MarkdownColumn {
  return { title, align: 'left' }
}

function right(title: string): MarkdownColumn {
  return { title, align: 'right' }
}
