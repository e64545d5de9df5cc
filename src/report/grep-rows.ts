import type { ByteString } from '../image/byte-string.ts'
import type { TreePath } from '../image/tree-path.ts'
import { contentLine } from './content-text.ts'
import type { CsvColumn } from './csv.ts'
import { displayName } from './display-name.ts'
import { cut } from './fit-text.ts'
import type { GrepMatchJson } from './json/grep-json.ts'
import type { MarkdownColumn, MarkdownRow } from './markdown-table.ts'
import { markdownCode, markdownText } from './markdown-text.ts'

/** One line of a file that matches a pattern. */
export interface GrepMatch {
  readonly path: TreePath
  /** From 1. */
  readonly line: number
  readonly text: ByteString
}

export const GREP_CSV: readonly CsvColumn<GrepMatch, keyof GrepMatchJson>[] = [
  { name: 'path', value: ({ path }) => displayName(path) },
  { name: 'line', value: ({ line }) => line },
  { name: 'text', value: ({ text }) => displayName(text) },
]

export const GREP_MARKDOWN: readonly MarkdownColumn[] = [
  { title: 'Path', align: 'left' },
  { title: 'Line', align: 'right' },
  { title: 'Text', align: 'left' },
]

export function grepMarkdownRow({ path, line, text }: GrepMatch): MarkdownRow {
  return [
    markdownCode(displayName(path)),
    markdownText(String(line)),
    markdownCode(cut(contentLine(text), LINE_WIDTH)),
  ]
}

/** Columns of a matching line in a comment. */
const LINE_WIDTH = 120
