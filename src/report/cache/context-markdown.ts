import type { ContextReport } from '../../analysis/cache/context/context-report.ts'
import { displayText } from '../display-name.ts'
import { formatBytes } from '../format-bytes.ts'
import { formatCount } from '../format-number.ts'
import { longMarkdownTable, type MarkdownColumn } from '../markdown-table.ts'
import { joinMarkdown, markdownCode, markdownText, strong } from '../markdown-text.ts'
import { amountText, ignoredText, needlessReason } from './context-text.ts'

/** `layerscope cache context --format markdown`. */
export function contextMarkdown(report: ContextReport, folder: string): string {
  const title = joinMarkdown(
    strong(markdownCode(displayText(folder))),
    markdownText(` · a build sends at most ${amountText(report.sent)}. ${ignoredText(report)}`),
  )
  return [`${title}\n`, ...sentMarkdown(report), ...needlessMarkdown(report)].join('\n')
}

const SENT: readonly MarkdownColumn[] = [
  { title: 'Bytes', align: 'right' },
  { title: 'Files', align: 'right' },
  { title: 'Sent', align: 'left' },
]

function sentMarkdown({ sentGroups }: ContextReport): string[] {
  if (sentGroups.length === 0) return []
  return [
    longMarkdownTable(SENT, sentGroups, ({ bytes, files, path, isDirectory }) => [
      markdownText(formatBytes(bytes)),
      markdownText(formatCount(files)),
      markdownCode(displayText(`${path}${isDirectory ? '/' : ''}`)),
    ]),
  ]
}

const NEEDLESS: readonly MarkdownColumn[] = [
  { title: 'Bytes', align: 'right' },
  { title: 'Files', align: 'right' },
  { title: 'Add to .dockerignore', align: 'left' },
  { title: 'Why', align: 'left' },
]

function needlessMarkdown({ needless, afterwards }: ContextReport): string[] {
  if (needless.length === 0) return []
  return [
    longMarkdownTable(NEEDLESS, needless, ({ bytes, files, pattern, kind }) => [
      markdownText(formatBytes(bytes)),
      markdownText(formatCount(files)),
      markdownCode(displayText(pattern)),
      markdownText(needlessReason(kind)),
    ]),
    `Without these a build sends ${amountText(afterwards)}.\n`,
  ]
}
