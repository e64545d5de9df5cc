import { displayCode, displayText } from '../display-name.ts'
import { EMPTY_LINE, type Line, shown, type Tone, words } from '../line.ts'
import { tableLines } from '../text-table.ts'
import { wrapText } from '../wrap-text.ts'
import { AREAS } from './meaning.ts'
import { PAGES, type Page } from './page.ts'

/** `layerscope explain KIND`: what it means, why it matters, how to fix it, and a Dockerfile before and after. */
export function explainText({ word, title, means, why, fix, example }: Page, width: number | null): Line[] {
  return [
    [words(title, 'heading'), words(`   ${word}`, 'faint')],
    ...section('What it means', means, width),
    ...section('Why it matters', why, width),
    ...section('How to fix it', fix ?? 'Nothing has to be done.', width),
    ...(example === null ? [] : [...code('Before', example.before), ...code('After', example.after)]),
  ]
}

/** `layerscope explain`: every word there is a page about, with its title. */
export function explainListText(width: number | null): Line[] {
  const columns = [
    { title: '', align: 'left' },
    { title: '', align: 'left' },
  ] as const
  return AREAS.flatMap((area, at) => {
    const rows = PAGES.filter(page => page.area === area).map(({ word, title }) => [
      words(`  ${word}`),
      words(title, 'faint'),
    ])
    return [...(at === 0 ? [] : [EMPTY_LINE]), [words(area, 'heading')], ...tableLines(columns, rows, width)]
  })
}

const HEADING: Tone = 'faint'

function section(heading: string, text: string, width: number | null): Line[] {
  const room = Math.min(width ?? WIDEST, WIDEST) - INDENT.length
  return [
    EMPTY_LINE,
    [words(heading, HEADING)],
    ...wrapText(displayText(text), room).map((line): Line => [words(INDENT), shown(line)]),
  ]
}

const INDENT = '  '
/** Wider lines of prose are hard to read. */
const WIDEST = 100

function code(heading: string, text: string): Line[] {
  return [
    EMPTY_LINE,
    [words(heading, HEADING)],
    ...text
      .split('\n')
      .map((line): Line => (line === '' ? EMPTY_LINE : [words(INDENT), shown(displayCode(line))])),
  ]
}
