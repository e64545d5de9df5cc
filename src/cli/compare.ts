import { compareImages } from '../analysis/compare/compare-images.ts'
import { compareTable, type ImageTable, type NamedImage } from '../analysis/compare/image-table.ts'
import { type PullCost, pullCost } from '../analysis/compare/pull-cost.ts'
import { fail } from '../errors.ts'
import { KnownLayers } from '../layer/known-layers.ts'
import { compareCsv } from '../report/compare/compare-csv.ts'
import { compareMarkdown } from '../report/compare/compare-markdown.ts'
import { compareText } from '../report/compare/compare-text.ts'
import { imageTableText } from '../report/compare/image-table-text.ts'
import { pullLines } from '../report/compare/pull-text.ts'
import { compareJson } from '../report/json/compare-json.ts'
import { pullCostJson } from '../report/json/pull-cost-json.ts'
import { AN_IMAGE, type Call, type Command, NOTHING } from './command.ts'
import { flag, text } from './option-values.ts'
import { parseBandwidth } from './parse-bandwidth.ts'
import { printResult, type Result } from './print.ts'
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
  options: [
    { syntax: '--nodes <N>', description: 'machines that pull the images', completes: NOTHING },
    {
      syntax: '--have <IMAGE>',
      description: 'what they hold already (the first image)',
      completes: AN_IMAGE,
    },
    { syntax: '--bandwidth <SPEED>', description: 'into each of them, as 1Gbit', completes: NOTHING },
    {
      syntax: '--estimate-transfer',
      description: 'compress layers whose compressed size is unknown, which takes a while',
      completes: NOTHING,
    },
  ],
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
  const pull = pullOptions(call)
  const known = new KnownLayers()
  const have = pull.have === null || call.words.includes(pull.have) ? [] : [pull.have]
  const read = await readImages([...call.words, ...have], call, { known, measureGzip: pull.estimate })
  const [held, images] = splitHeld(read, pull.have, have.length > 0)
  if (images.length < 2) return refuse(read)
  const analyses = images.map(({ analysis }) => analysis)
  const cost = pullCost(analyses, {
    nodes: pull.nodes ?? 1,
    bandwidth: pull.bandwidth,
    have: held?.analysis ?? null,
    estimates: known.gzipSizes(),
  })
  await print(
    compareTable(images),
    cost,
    { ...pull, held: held?.reference ?? images[0]?.reference ?? '' },
    call,
  )
  return reportUnread(read, call)
}

interface PullWish {
  readonly nodes: number | null
  readonly have: string | null
  readonly bandwidth: number | null
  readonly estimate: boolean
}

function pullOptions({ values }: Call): PullWish {
  const [nodes, bandwidth] = [text(values, 'nodes'), text(values, 'bandwidth')]
  return {
    nodes: nodes === null ? null : parseNodes(nodes),
    have: text(values, 'have'),
    bandwidth: bandwidth === null ? null : checkBandwidth(bandwidth),
    estimate: flag(values, 'estimateTransfer'),
  }
}

function parseNodes(given: string): number {
  const nodes = Number(given)
  if (/^\d+$/.test(given) && nodes > 0 && nodes <= MOST_NODES) return nodes
  return usage(`--nodes is "${given}"; it takes a number of machines, 1 to ${MOST_NODES}.`)
}

/** Times the largest image there is, bytes still are exact numbers. */
const MOST_NODES = 1_000_000

function checkBandwidth(given: string): number {
  return (
    parseBandwidth(given) ??
    usage(`--bandwidth is "${given}"; it takes bits a second, as 1Gbit, 100Mbit or 12.5MB/s.`)
  )
}

/** The image nodes hold, and the images to compare. */
function splitHeld(
  { images }: ReadImages,
  have: string | null,
  isExtra: boolean,
): [NamedImage | undefined, readonly NamedImage[]] {
  if (have === null) return [undefined, images]
  const held = images.findLast(({ reference }) => reference === have)
  return [held, isExtra ? images.filter(image => image !== held) : images]
}

/** Nothing is left to compare with: why is the answer. */
function refuse({ faults: [fault] }: ReadImages): never {
  return fault === undefined ? usage('Name two images or more to compare.') : fail(fault)
}

async function print(
  table: ImageTable,
  cost: PullCost,
  pull: PullWish & { readonly held: string },
  call: Call,
): Promise<void> {
  const [a, b] = table.rows.map(({ analysis }) => analysis)
  const isPair = call.words.length === 2 // who asked for more gets a table, however many could be read
  const comparison = a === undefined || b === undefined || !isPair ? null : compareImages(a, b)
  const isAsked = pull.nodes !== null || pull.have !== null || pull.bandwidth !== null || pull.estimate
  const references = table.rows.map(({ reference }) => reference)
  const result: Result = {
    text: width => [
      ...(comparison === null ? imageTableText(table, width) : compareText(comparison, table, width)),
      ...(isAsked ? pullLines(cost, references, pull.held, width) : []),
    ],
    json: () => compareJson(table, comparison, pullCostJson(cost)),
    markdown: () => compareMarkdown(table, comparison),
    csv: () => compareCsv(table),
  }
  await printResult(result, call)
}

function usage(message: string): never {
  return fail({ kind: 'usage', message })
}
