import { historyText } from '../report/history-text.ts'
import { historyJson } from '../report/json/history-json.ts'
import { AN_IMAGE, type Command } from './command.ts'
import { printJson, printLines, printWidth } from './print.ts'
import { readImage, reportMissingLayers } from './read-image.ts'

export const history: Command = {
  name: 'history',
  summary: 'every step and what it cost',
  description:
    'Prints every step of the image, the empty ones included: layer, unpacked and transfer size, what it added to ' +
    'the final tree, and how much of it no container ever sees. "?" is unknown.',
  words: [{ syntax: '<IMAGE>', description: 'the image', completes: AN_IMAGE }],
  options: [],
  examples: [
    { line: 'layerscope history api-service:naive', says: 'steps of an image of the engine' },
    { line: 'layerscope history image.tar --json | jq .history', says: 'of an archive, for a script' },
  ],
  async run(call) {
    const [reference = ''] = call.words
    const { analysis } = await readImage(reference, call)
    if (call.options.format === 'json') await printJson(historyJson(analysis), call)
    else await printLines(historyText(analysis, printWidth(call)), call)
    return reportMissingLayers(analysis, call)
  },
}
