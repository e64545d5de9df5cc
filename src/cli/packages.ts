import { packageTable } from '../analysis/contents/package-table.ts'
import { packagesOf } from '../analysis/contents/packages.ts'
import { fail } from '../errors.ts'
import { KnownLayers } from '../layer/known-layers.ts'
import { packagesReportJson } from '../report/json/packages-json.ts'
import { packageTableText } from '../report/packages/package-table-text.ts'
import { packagesCsv } from '../report/packages/packages-csv.ts'
import { packagesMarkdown, packageTableMarkdown } from '../report/packages/packages-markdown.ts'
import { packagesText } from '../report/packages/packages-text.ts'
import { AN_IMAGE, type Command } from './command.ts'
import { printResult, type Result } from './print.ts'
import { readImages, reportUnread } from './read-images.ts'

export const packages: Command = {
  name: 'packages',
  summary: 'what is installed: packages, their bytes and layers',
  description:
    'Lists the packages of the final tree by their bytes: those of dpkg and apk, Go modules of programs, npm and ' +
    'Python packages, each with the layer that brought it. A file belongs to one package: that of the operating ' +
    'system first. Of several images it prints the versions side by side, differences first.',
  words: [
    { syntax: '<IMAGE>', description: 'the image', completes: AN_IMAGE },
    { syntax: '[IMAGE...]', description: 'others to put beside it', completes: AN_IMAGE },
  ],
  options: [],
  examples: [
    { line: 'layerscope packages api-service:naive', says: 'what is installed, largest first' },
    { line: 'layerscope packages api-service:naive api-service:alpine', says: 'versions side by side' },
    { line: 'layerscope packages image.tar --format csv', says: 'for a spreadsheet' },
  ],
  async run(call) {
    const read = await readImages(call.words, call, { known: new KnownLayers(), measureGzip: false })
    const { images, faults } = read
    const [first] = images
    const [fault] = faults
    if (first === undefined) return fail(fault ?? { kind: 'usage', message: 'Name an image.' })
    const isOne = call.words.length === 1 // who asked for more gets a table, however many could be read
    const table = packageTable(images)
    const result: Result = {
      text: width =>
        isOne ? packagesText(packagesOf(first.analysis), width) : packageTableText(table, width),
      json: () => packagesReportJson(images),
      markdown: () => (isOne ? packagesMarkdown(packagesOf(first.analysis)) : packageTableMarkdown(table)),
      csv: () => packagesCsv(images),
    }
    await printResult(result, call)
    return reportUnread(read, call)
  },
}
