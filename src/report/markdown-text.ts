import { type DisplayText, displayText } from './display-name.ts'

declare const escaped: unique symbol

/**
 * A piece of Markdown inside a line. What an image says of itself is in it as text: it ends no table cell, begins no
 * markup and names nobody. Tables take nothing else, so that no string reaches a comment unescaped.
 */
export type Markdown = string & { readonly [escaped]: 'Markdown' }

/** Our own words, a figure, or a text of a document. */
export function markdownText(text: string): Markdown {
  return markdownShown(displayText(text))
}

/** Text that is already fit to be shown. */
export function markdownShown(text: DisplayText): Markdown {
  return brand(text.replace(/[\\`*_~[\]<>&|#]/g, '\\$&'))
}

/**
 * A path, an instruction, an image: set in the type of code. There `@types` calls no person and `*` is a star. A
 * code span cannot hold a pipe in a table, nor a backtick without more of them around: such texts are written as an
 * HTML element, every mark of Markdown a character reference.
 */
export function markdownCode(text: DisplayText): Markdown {
  if (text === '') return brand('')
  return brand(/[`|]|^ | $/.test(text) ? `<code>${references(text)}</code>` : `\`${text}\``)
}

/** Pieces side by side. */
export function joinMarkdown(...parts: readonly Markdown[]): Markdown {
  return brand(parts.join(''))
}

export function strong(text: Markdown): Markdown {
  return brand(`**${text}**`)
}

/**
 * Blocks that are seen after a click on the summary. The summary stands in HTML, where Markdown is not read; the
 * empty lines make the body Markdown again.
 */
export function folded(summary: string, body: string): string {
  return `<details><summary>${references(displayText(summary))}</summary>\n\n${body}\n</details>\n`
}

/** Lines as they are, in a fence longer than any run of backticks in them. */
export function codeBlock(lines: readonly string[]): string {
  const runs = lines.flatMap(line => line.match(/`+/g) ?? [])
  const fence = '`'.repeat(Math.max(3, ...runs.map(run => run.length + 1)))
  return [`${fence}text`, ...lines, fence, ''].join('\n')
}

/** Characters HTML or Markdown would act on, as `&#…;`. */
function references(text: DisplayText): string {
  return text.replace(/[^\w ./:,()=+-]/gu, mark =>
    mark > '~' ? mark : `&#${mark.charCodeAt(0).toString()};`,
  )
}

function brand(text: string): Markdown {
  return text as Markdown
}
