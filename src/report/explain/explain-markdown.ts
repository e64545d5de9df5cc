import { displayCode, displayText } from '../display-name.ts'
import { markdownTable } from '../markdown-table.ts'
import { markdownCode, markdownText } from '../markdown-text.ts'
import { AREAS } from './meaning.ts'
import { PAGES, type Page } from './page.ts'

/** `layerscope explain KIND --format markdown`. */
export function explainMarkdown({ word, title, means, why, fix, example }: Page): string {
  return [
    `### ${markdownText(title)} (${markdownCode(displayText(word))})\n`,
    section('What it means', means),
    section('Why it matters', why),
    section('How to fix it', fix ?? 'Nothing has to be done.'),
    ...(example === null ? [] : [code('Before', example.before), code('After', example.after)]),
  ].join('\n')
}

/** `layerscope explain --format markdown`. */
export function explainListMarkdown(): string {
  return AREAS.map(area => {
    const rows = PAGES.filter(page => page.area === area).map(({ word, title }) => [
      markdownCode(displayText(word)),
      markdownText(title),
    ])
    return `### ${markdownText(area)}\n\n${markdownTable(COLUMNS, rows)}`
  }).join('\n')
}

const COLUMNS = [
  { title: 'Kind', align: 'left' },
  { title: 'What it is about', align: 'left' },
] as const

function section(heading: string, text: string): string {
  return `**${heading}.** ${markdownText(text)}\n`
}

/** A block of code by indentation: nothing in it is markup. */
function code(heading: string, text: string): string {
  const lines = text.split('\n').map(line => `    ${displayCode(line)}\n`)
  return `**${heading}**\n\n${lines.join('')}`
}
