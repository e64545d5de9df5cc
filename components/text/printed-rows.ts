import type { Line, Tone } from '../../src/report/line.ts'
import type { StyleName } from '../theme.ts'
import type { RowContent } from './pane-rows.ts'
import { label } from './segment.ts'

/** Lines as a command prints them, as rows: a screen that says the same says it in the same words. */
export function printedRows(lines: readonly Line[]): RowContent[] {
  return lines.map(line => ({
    segments: [label(' '), ...line.map(({ text, tone }) => ({ text, style: STYLES[tone] }))],
  }))
}

const STYLES = {
  plain: 'plain',
  heading: 'strong',
  faint: 'dim',
  bar: 'bar',
  waste: 'wasted',
  error: 'error',
  warning: 'warning',
  added: 'good',
  modified: 'modified',
  removed: 'removed',
  directory: 'directory',
  link: 'link',
} as const satisfies Record<Tone, StyleName>
