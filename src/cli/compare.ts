import { compareImages } from '../analysis/compare/compare-images.ts'
import { compareTable, type ImageTable, type NamedImage } from '../analysis/compare/image-table.ts'
import { type Held, pullCost } from '../analysis/compare/pull-cost.ts'
import { fail } from '../errors.ts'
import { KnownLayers } from '../layer/known-layers.ts'
import { compareCsv } from '../report/compare/compare-csv.ts'
import { compareMarkdown } from '../report/compare/compare-markdown.ts'
import { compareText } from '../report/compare/compare-text.ts'
import { imageTableText } from '../report/compare/image-table-text.ts'
import { type PullReport, pullLines } from '../report/compare/pull-text.ts'
import { compareJson } from '../report/json/compare-json.ts'
import { pullCostJson } from '../report/json/pull-cost-json.ts'
import { AN_IMAGE, type Call, type Command } from './command.ts'
import { printResult, type Result } from './print.ts'
import { PULL_OPTIONS, pullWish } from './pull-options.ts'
import { type ReadImages, readImages, reportUnread } from './read-images.ts'
import type { ExitCode } from './surroundings.ts'

export const compare: Command = {
  name: 'compare',
  summary: 'two images side by side, or several in a table',
  description:
    'Compares images. Layers are aligned by what they are, never by position; files by content, so that a moved ' +
    'one is recognised and an edit of the same length seen. Of two images it prints how layers, files and ' +
    'configuration differ; of more, a table. With --nodes, --have or --bandwidth also what it takes to pull them.',
  words: [
    { syntax: '<IMAGE>', description: 'the image others are compared with', completes: AN_IMAGE },
    { syntax: '<IMAGE...>', description: 'one or more others', completes: AN_IMAGE },
  ],
  options: PULL_OPTIONS,
  examples: [
    { line: 'layerscope compare api-service:naive api-service:scratch', says: 'where the bytes went' },
    {
      line: 'layerscope compare --format markdown {api,worker}-service:{naive,scratch}',
      says: 'approaches × services, for a README',
    },
    {
      line: 'layerscope compare old.tar new.tar --nodes 40 --bandwidth 1Gbit',
      says: 'what rolling it out takes',
    },
  ],
  run: printComparison,
}

/** Prints what two or more references tell beside each other, in the format that was asked for. */
export async function printComparison(call: Call): Promise<ExitCode> {
  const pull = pullWish(call)
  const known = new KnownLayers()
  const have = pull.have === null || call.words.includes(pull.have) ? [] : [pull.have]
  const read = await readImages([...call.words, ...have], call, { known, measureGzip: pull.estimate })
  const [held, images] = splitHeld(read, pull.have, have.length > 0)
  if (images.length < 2) return refuse(read)
  const cost = pullCost(
    images.map(({ analysis }) => analysis),
    { nodes: pull.nodes, bandwidth: pull.bandwidth, held, estimates: known.gzipSizes() },
  )
  const references = images.map(({ reference }) => reference)
  const report: PullReport = { cost, references, held: pull.have ?? references[0] ?? '' }
  await print(compareTable(images), report, pull.isAsked, call)
  return reportUnread(read, call)
}

/** The image nodes hold, and the images to compare. */
function splitHeld(
  { images }: ReadImages,
  have: string | null,
  isExtra: boolean,
): [Held, readonly NamedImage[]] {
  if (have === null) return [{ kind: 'first' }, images]
  const held = images.findLast(({ reference }) => reference === have)
  return [
    held === undefined ? { kind: 'unknown' } : { kind: 'image', analysis: held.analysis },
    isExtra ? images.filter(image => image !== held) : images,
  ]
}

/** Nothing is left to compare with: why is the answer. */
function refuse({ faults: [fault] }: ReadImages): never {
  return fail(fault ?? { kind: 'usage', message: 'Name two images or more to compare.' })
}

async function print(table: ImageTable, pull: PullReport, isAsked: boolean, call: Call): Promise<void> {
  const [a, b] = table.rows.map(({ analysis }) => analysis)
  const isPair = call.words.length === 2 // who asked for more gets a table, however many could be read
  const comparison = a === undefined || b === undefined || !isPair ? null : compareImages(a, b)
  const result: Result = {
    text: width => [
      ...(comparison === null ? imageTableText(table, width) : compareText(comparison, table, width)),
      ...(isAsked ? pullLines(pull, width) : []),
    ],
    json: () => compareJson(table, comparison, pullCostJson(pull.cost)),
    markdown: () => compareMarkdown(table, comparison, isAsked ? pull : null),
    csv: () => compareCsv(table, pull.cost),
  }
  await printResult(result, call)
}
