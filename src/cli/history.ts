import type { Analysis } from '../analysis/analysis.ts'
import { dockerfileOf } from '../analysis/dockerfile.ts'
import { dockerfileText } from '../report/dockerfile-text.ts'
import { historyCsv } from '../report/history-csv.ts'
import { historyMarkdown } from '../report/history-markdown.ts'
import { historyText } from '../report/history-text.ts'
import { historyJson } from '../report/json/history-json.ts'
import { AN_IMAGE, type Command, NOTHING } from './command.ts'
import { flag } from './option-values.ts'
import { printLines, printResult, type Result } from './print.ts'
import { readImage, reportMissingLayers } from './read-image.ts'
import { refuseFormat } from './refuse-format.ts'

export const history: Command = {
  name: 'history',
  summary: 'every step and what it cost',
  description:
    'Prints every step of the image, the empty ones included: layer, unpacked and transfer size, what it added to ' +
    'the final tree, and how much of it no container ever sees. "?" is unknown. With --dockerfile the steps as a ' +
    'Dockerfile; what cannot be known from the image stands in its comments.',
  words: [{ syntax: '<IMAGE>', description: 'the image', completes: AN_IMAGE }],
  options: [
    {
      syntax: '--dockerfile',
      description: 'the image as a reconstructed Dockerfile',
      completes: NOTHING,
    },
  ],
  examples: [
    { line: 'layerscope history api-service:naive', says: 'steps of an image of the engine' },
    { line: 'layerscope history api-service:naive --dockerfile', says: 'as a Dockerfile' },
    { line: 'layerscope history image.tar --json | jq .history', says: 'of an archive, for a script' },
  ],
  async run(call) {
    const [reference = ''] = call.words
    const asDockerfile = flag(call.values, 'dockerfile')
    if (asDockerfile) refuseFormat(call, 'A Dockerfile', 'Leave out --dockerfile or the format.')
    const { analysis } = await readImage(reference, call)
    if (asDockerfile) await printLines(dockerfileText(dockerfileOf(analysis)), call)
    else await printResult(historyResult(analysis), call)
    return reportMissingLayers(analysis, call)
  },
}

function historyResult(analysis: Analysis): Result {
  return {
    text: width => historyText(analysis, width),
    json: () => historyJson(analysis),
    markdown: () => historyMarkdown(analysis),
    csv: () => historyCsv(analysis),
  }
}
