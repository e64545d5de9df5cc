import { fail } from '../errors.ts'
import { explainListMarkdown, explainMarkdown } from '../report/explain/explain-markdown.ts'
import { explainListText, explainText } from '../report/explain/explain-text.ts'
import { isExplained, PAGES, type Page, pageOf } from '../report/explain/page.ts'
import { explainJson } from '../report/json/explain-json.ts'
import { type Command, oneOf } from './command.ts'
import { nearestWord } from './nearest-word.ts'
import { printJson, printLines, printText, printWidth } from './print.ts'

const WORDS = PAGES.map(({ word }) => word)

export const explain: Command = {
  name: 'explain',
  summary: 'what a finding means, and how to fix it',
  description:
    'Explains a kind of finding (wastedPackageLists, missingLoader, …) or a reason why bytes are wasted (deleted, ' +
    'rewritten, …): what it means, why it matters, how to fix it, and a Dockerfile before and after. Without a word, ' +
    'lists them all.',
  words: [
    { syntax: '[KIND]', description: 'the kind of a finding, or a waste reason', completes: oneOf(WORDS) },
  ],
  options: [],
  formats: ['text', 'json', 'markdown'],
  examples: [
    { line: 'layerscope explain', says: 'every kind there is' },
    { line: 'layerscope explain wastedPackageLists', says: 'why rm -rf /var/lib/apt/lists/* saves nothing' },
  ],
  async run(call) {
    const [word] = call.words
    const page = word === undefined ? null : findPage(word)
    const { format } = call.options
    const width = printWidth(call)
    if (format === 'json') await printJson(explainJson(page === null ? PAGES : [page]), call)
    else if (format === 'markdown')
      await printText(page === null ? explainListMarkdown() : explainMarkdown(page), call)
    else await printLines(page === null ? explainListText(width) : explainText(page, width), call)
    return 0
  },
}

/** Whatever its capitals. */
function findPage(typed: string): Page {
  const word = WORDS.find(each => each.toLowerCase() === typed.toLowerCase()) ?? typed
  if (isExplained(word)) return pageOf(word)
  const near = nearestWord(typed, WORDS)
  return fail({
    kind: 'usage',
    message: `There is no kind of finding called "${typed}". ${near === undefined ? 'layerscope explain lists them all.' : `Did you mean ${near}?`}`,
  })
}
