import type {
  ContextAmount,
  ContextReport,
  NeedlessGroup,
  NeedlessKind,
} from '../../analysis/cache/context/context-report.ts'
import { countOf } from '../amount.ts'
import { displayText } from '../display-name.ts'
import { formatBytes } from '../format-bytes.ts'
import { formatCount } from '../format-number.ts'
import { EMPTY_LINE, type Line, type Segment, shown, words } from '../line.ts'
import { type Cell, type Column, cutLine, tableLines } from '../text-table.ts'

/** `layerscope cache context`: what is sent, what is left out, what should be, and the lines to add. */
export function contextText(report: ContextReport, folder: string, width: number | null): Line[] {
  const lines = [
    [words(`${folder}   `, 'heading'), words(`a build sends at most ${amountText(report.sent)}`)],
    [words(ignoredText(report), 'faint')],
    EMPTY_LINE,
    ...sentLines(report, width),
    ...ruleLines(report, width),
    ...needlessLines(report, width),
  ]
  return width === null ? lines : lines.map(line => cutLine(line, width))
}

/** `12 files, 1.2 MB`. */
export function amountText({ files, bytes }: ContextAmount): string {
  return `${countOf(files, 'file')}, ${formatBytes(bytes)}`
}

/** What `.dockerignore` does, in a sentence. */
export function ignoredText({ ignorePath, ignored }: ContextReport): string {
  if (ignorePath === null) return 'There is no .dockerignore, so nothing is left out.'
  return `${ignorePath} leaves out ${amountText(ignored)}.`
}

const SENT: readonly Column[] = [
  { title: 'Bytes', align: 'right' },
  { title: 'Files', align: 'right' },
  { title: 'Sent', align: 'left' },
]

function sentLines({ sentGroups }: ContextReport, width: number | null): Line[] {
  if (sentGroups.length === 0) return [[words('Nothing is sent.', 'faint')]]
  const rows = sentGroups
    .slice(0, MOST)
    .map((group): Cell[] => [
      ...amountCells(group),
      words(`${group.path}${group.isDirectory ? '/' : ''}`, group.isDirectory ? 'directory' : 'plain'),
    ])
  return [...tableLines(SENT, rows, width), ...moreLines(sentGroups.length)]
}

/** Rows told; JSON has all. */
const MOST = 12

function moreLines(count: number): Line[] {
  return count <= MOST ? [] : [[words(`and ${formatCount(count - MOST)} more: --json lists all`, 'faint')]]
}

const RULES: readonly Column[] = [
  { title: 'Bytes', align: 'right' },
  { title: 'Files', align: 'right' },
  { title: 'Line', align: 'right' },
  { title: 'Left out by', align: 'left' },
]

function ruleLines({ rules }: ContextReport, width: number | null): Line[] {
  if (rules.length === 0) return []
  const rows = rules
    .slice(0, MOST)
    .map((rule): Cell[] => [...amountCells(rule), words(String(rule.line), 'faint'), words(rule.pattern)])
  return [EMPTY_LINE, ...tableLines(RULES, rows, width), ...moreLines(rules.length)]
}

const NEEDLESS: readonly Column[] = [
  { title: 'Bytes', align: 'right' },
  { title: 'Files', align: 'right' },
  { title: 'Add to .dockerignore', align: 'left' },
  { title: 'Why', align: 'left' },
]

function needlessLines({ needless, afterwards }: ContextReport, width: number | null): Line[] {
  if (needless.length === 0) return [EMPTY_LINE, [words('Nothing of what is sent looks needless.', 'added')]]
  const rows = needless.map((group): Cell[] => [
    ...amountCells(group),
    shown(displayText(group.pattern), group.kind === 'secret' ? 'error' : 'warning'),
    words(needlessReason(group.kind)),
  ])
  return [
    EMPTY_LINE,
    ...tableLines(NEEDLESS, rows, width),
    EMPTY_LINE,
    [words(`Without these a build sends ${amountText(afterwards)}.`, 'heading')],
  ]
}

function amountCells({ bytes, files }: ContextAmount): Segment[] {
  return [words(formatBytes(bytes)), words(formatCount(files))]
}

/** Why nobody needs it in a build. */
export function needlessReason(kind: NeedlessKind): string {
  return REASONS[kind]
}

const REASONS: Readonly<Record<NeedlessKind, string>> = {
  secret: 'a secret: COPY . . puts it into the image for good',
  history: 'every commit changes it, and with it COPY . .',
  dependencies: 'installed again in the image, for its own platform',
  output: 'made again by the build',
  archive: 'an archive, perhaps an image saved here',
  cache: "a tool's cache of this machine",
  editor: "an editor's or the desktop's",
  recipe: 'about the build, not in it; editing it makes COPY . . run again',
  log: 'a log',
  documentation: 'documentation, unless the build reads it (README.md of a Python package)',
}

/** Lines to append, one a pattern. */
export function ignoreLines(needless: readonly NeedlessGroup[]): string[] {
  return needless.map(({ pattern }) => pattern)
}
