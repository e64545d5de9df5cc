import { wasteReportJson } from '../report/json/waste-json.ts'
import { wasteCsv } from '../report/waste-csv.ts'
import { wasteMarkdown } from '../report/waste-markdown.ts'
import { wasteText } from '../report/waste-text.ts'
import { AN_IMAGE, type Command } from './command.ts'
import { printResult, type Result } from './print.ts'
import { readImage, reportMissingLayers } from './read-image.ts'

export const waste: Command = {
  name: 'waste',
  summary: 'bytes no container can ever see, and why',
  description:
    'Prints what the image carries for nothing, largest first: the layer that wrote each file, the layer that ' +
    'overwrote, deleted or hid it, and the totals. Waste is what the layers unpack to less the final tree.',
  words: [{ syntax: '<IMAGE>', description: 'the image', completes: AN_IMAGE }],
  options: [],
  examples: [
    { line: 'layerscope waste api-service:naive', says: 'wasted files of an image of the engine' },
    {
      line: 'layerscope waste api-service:naive --base 1',
      says: 'and apart from the base image, its lowest layer',
    },
  ],
  async run(call) {
    const [reference = ''] = call.words
    const { analysis } = await readImage(reference, call)
    const result: Result = {
      text: width => wasteText(analysis, width),
      json: () => wasteReportJson(analysis),
      markdown: () => wasteMarkdown(analysis),
      csv: () => wasteCsv(analysis),
    }
    await printResult(result, call)
    return reportMissingLayers(analysis, call)
  },
}
