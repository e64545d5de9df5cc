import type { Analysis } from '../../src/analysis/analysis.ts'
import { packagesOf } from '../../src/analysis/contents/packages.ts'
import { CATEGORY_NAMES } from '../../src/report/contents/category-names.ts'
import { displayText } from '../../src/report/display-name.ts'
import { cut, padEnd, padStart } from '../../src/report/fit-text.ts'
import { formatBytes } from '../../src/report/format-bytes.ts'
import { formatPercent } from '../../src/report/format-number.ts'
import { packageNotes } from '../../src/report/packages/package-notes.ts'
import { packageBytes, packagesTitle, UNKNOWN_PACKAGES } from '../../src/report/packages/packages-text.ts'
import type { ContentsLayout } from '../../src/store/selectors/contents-layout.ts'
import type { ContentsRow } from '../../src/store/selectors/contents-rows.ts'
import type { ContentsView } from '../../src/store/state.ts'
import { bar } from '../text/bar.ts'
import { type PaneContent, positionFooter, type RowContent } from '../text/pane-rows.ts'
import { paragraph } from '../text/paragraph.ts'
import { label, type Segment } from '../text/segment.ts'
import type { Theme } from '../theme.ts'

export interface ContentsProps {
  readonly analysis: Analysis | undefined
  readonly layout: ContentsLayout
  readonly view: ContentsView
  /** The layer whose bytes stand beside those of the final tree. */
  readonly layer: number | null
  /** Columns of the screen. */
  readonly columns: number
}

/** What the final tree is made of, and the layer at hand. */
export function categoriesPane(
  { analysis, layout, layer, columns }: ContentsProps,
  theme: Theme,
): PaneContent {
  const { categories, row } = layout
  const focused = row < categories.length
  const pane = { title: [label('Contents', 'title')], focused }
  const problem = unknownReason(analysis)
  if (problem !== null) return { ...pane, rows: [{ segments: [label(` ${problem}`, 'warning')] }] }
  const whole = analysis?.finalBytes ?? 0
  const largest = Math.max(0, ...categories.map(line => (line.kind === 'category' ? line.bytes : 0)))
  const rows = categories.map((line, at): RowContent => {
    const selected = at === row
    return {
      segments: [
        cursor(selected, theme),
        ...categorySegments(line, { whole, largest, columns, layer }, theme),
      ],
      base: selected ? 'selected' : 'plain',
    }
  })
  const note = layer === null ? 'final tree' : `final tree, and layer ${layer}`
  return { ...pane, note: [label(note)], rows }
}

function unknownReason(analysis: Analysis | undefined): string | null {
  if (analysis === undefined) return 'The image is still being read.'
  if (!analysis.complete) return 'Unknown: not every layer could be read.'
  return analysis.finalBytes === 0 ? 'The final tree holds no bytes.' : null
}

interface CategoryScale {
  readonly whole: number
  readonly largest: number
  readonly columns: number
  readonly layer: number | null
}

function categorySegments(
  line: ContentsRow,
  { whole, largest, columns, layer }: CategoryScale,
  theme: Theme,
): Segment[] {
  if (line.kind !== 'category') return []
  const width = Math.max(0, Math.min(MOST_BAR, columns - 2 - NAME - 2 * BYTES - PERCENT - 4))
  const share = whole === 0 ? '' : formatPercent(line.bytes / whole)
  const ofLayer = line.layerBytes === null || line.layerBytes === 0 ? '' : formatBytes(line.layerBytes)
  return [
    label(padEnd(CATEGORY_NAMES[line.category], NAME)),
    label(padStart(formatBytes(line.bytes), BYTES)),
    label(`${padStart(share, PERCENT)} `),
    { text: bar(line.bytes, largest, width, theme.glyphs), style: 'bar' },
    label(layer === null ? '' : ` ${padStart(ofLayer, BYTES)}`, 'dim'),
  ]
}

/** The longest name of a category. */
const NAME = 31
const BYTES = 10
const PERCENT = 6
const MOST_BAR = 40

/** What is installed. */
export function packagesPane({ analysis, layout, view, columns }: ContentsProps, theme: Theme): PaneContent {
  const { categories, packages, row, top, lower } = layout
  const at = row - categories.length
  const title = [label('Packages', 'title'), label(view.find === '' ? '' : `  "${view.find}"`, 'key')]
  const rows =
    packages.length === 0
      ? emptyRows(analysis, view, columns - 2)
      : packages.slice(top, top + lower - 2).map((line, index): RowContent => {
          const selected = top + index === at
          return {
            segments: [cursor(selected, theme), ...packageSegments(line, columns - 2, theme)],
            base: selected ? 'selected' : 'plain',
          }
        })
  return {
    title,
    focused: at >= 0 && packages.length > 0,
    note: [label(`by ${view.sort}`)],
    rows,
    footer: at < 0 ? [label(noteOf(analysis), 'dim')] : positionFooter(at, packages.length),
    scroll: { top, visible: lower - 2, total: packages.length },
  }
}

function cursor(selected: boolean, theme: Theme): Segment {
  return label(selected ? theme.glyphs.cursor : ' ')
}

function noteOf(analysis: Analysis | undefined): string {
  const packages = analysis === undefined ? null : packagesOf(analysis)
  return packages === null ? '' : packagesTitle(packages)
}

function emptyRows(analysis: Analysis | undefined, view: ContentsView, width: number): RowContent[] {
  if (analysis === undefined) return []
  const packages = packagesOf(analysis)
  if (packages === null) return paragraph(UNKNOWN_PACKAGES, 'warning', width)
  if (packages.items.length > 0) return paragraph(`No package is called like "${view.find}".`, 'dim', width)
  return [packagesTitle(packages), ...packageNotes(packages)].flatMap(text => paragraph(text, 'dim', width))
}

function packageSegments(line: ContentsRow, width: number, { glyphs }: Theme): Segment[] {
  if (line.kind !== 'package') return []
  const { bytes, layer, ecosystem, name, version } = line.package
  const room = Math.max(10, width - 1 - BYTES - LAYER - KIND - 2)
  const names = Math.floor(room * 0.55)
  return [
    label(padStart(packageBytes(bytes), BYTES)),
    label(padStart(`layer ${layer}`, LAYER), 'dim'),
    label(`  ${padEnd(ecosystem, KIND)}`, 'dim'),
    { text: displayText(padEnd(cut(displayText(name), names - 1, glyphs.ellipsis), names)) },
    { text: cut(displayText(version), room - names, glyphs.ellipsis), style: 'dim' },
  ]
}

const LAYER = 11
const KIND = 8
