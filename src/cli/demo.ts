import { basename, relative } from 'node:path'
import { fail } from '../errors.ts'
import { type CsvColumn, csvPieces, csvText } from '../report/csv.ts'
import { displayText } from '../report/display-name.ts'
import { formatBytes } from '../report/format-bytes.ts'
import { type DemoImageJson, demoJson } from '../report/json/demo-json.ts'
import { shown, words } from '../report/line.ts'
import { type MarkdownRow, markdownTable } from '../report/markdown-table.ts'
import { markdownCode, markdownText } from '../report/markdown-text.ts'
import { type Cell, type Column, tableLines } from '../report/text-table.ts'
import type { PickerItem } from '../store/picker-state.ts'
import type { Command } from './command.ts'
import { isPrinted } from './is-printed.ts'
import { archiveItems } from './picker-items.ts'
import { printResult, type Result } from './print.ts'
import { pullWish } from './pull-options.ts'
import type { Surroundings } from './surroundings.ts'

export const demo: Command = {
  name: 'demo',
  summary: 'the example images; needs no engine',
  description:
    'Opens the picker with the images that come with layerscope: one service built naively, with care, and from ' +
    'scratch. Without a terminal it prints where they are.',
  words: [],
  options: [],
  examples: [
    { line: 'layerscope demo', says: 'choose one and look around' },
    { line: 'layerscope demo --json | jq -r ".images[0].reference"', says: 'where the first one is' },
  ],
  async run(call) {
    const items = await demoItems(call.surroundings)
    if (!isPrinted(call))
      return call.surroundings.runScreens(call, {
        references: [],
        pull: pullWish(call),
        list: async () => ({ kind: 'listed', items, problem: null }),
      })
    const result: Result = {
      text: width => tableLines(COLUMNS, items.map(itemCells), width),
      json: () => demoJson(items),
      markdown: () => markdownTable(COLUMNS, items.map(itemMarkdown)),
      csv: () => csvPieces(CSV_COLUMNS, demoJson(items).images),
    }
    await printResult(result, call)
    return 0
  },
}

/** What a demo image shows, and its unpacked bytes: the archives are so small that their length would tell another story. */
interface Chapter {
  readonly says: string
  readonly unpackedBytes: number
}

/** The images in the order of the course they tell. */
const STORY: Readonly<Record<string, Chapter>> = {
  'api-service-naive.tar': {
    says: 'Debian, the whole toolchain, the sources and what apt left behind',
    unpackedBytes: 40_693_570,
  },
  'api-service-optimised.tar': {
    says: 'the same, cleaned up in the instruction that made the mess',
    unpackedBytes: 23_059_391,
  },
  'api-service-multistage.tar': {
    says: 'built in one stage, run on a small base in another',
    unpackedBytes: 2_300_013,
  },
  'api-service-scratch.tar': { says: 'the program and what it needs, nothing else', unpackedBytes: 829_560 },
  'worker-service-naive.tar': { says: 'another service, built the first way', unpackedBytes: 36_349_260 },
  'worker-service-scratch.tar': { says: 'another service, built the last way', unpackedBytes: 900_000 },
}

async function demoItems({ demoFolders }: Surroundings): Promise<readonly PickerItem[]> {
  for (const folder of demoFolders) {
    const items = await archiveItems(shortestPath(folder))
    if (items.length > 0) return items.map(demoItem).sort((left, right) => chapter(left) - chapter(right))
  }
  return fail({
    kind: 'usage',
    message: 'The demo images are not in this installation. From a checkout, "npm run build" makes them.',
  })
}

/** As somebody in the working directory would type it. */
function shortestPath(folder: string): string {
  const fromHere = relative('.', folder)
  return fromHere.length < folder.length ? fromHere : folder
}

function demoItem(item: PickerItem): PickerItem {
  const chapter = STORY[basename(item.reference)]
  return {
    ...item,
    origin: 'demo',
    bytes: chapter?.unpackedBytes ?? null,
    description: chapter?.says ?? null,
  }
}

function chapter({ reference }: PickerItem): number {
  const at = Object.keys(STORY).indexOf(basename(reference))
  return at < 0 ? Object.keys(STORY).length : at
}

const CSV_COLUMNS: readonly CsvColumn<DemoImageJson, keyof DemoImageJson>[] = [
  { name: 'reference', value: ({ reference }) => csvText(reference) },
  { name: 'unpackedBytes', value: ({ unpackedBytes }) => unpackedBytes },
  { name: 'description', value: ({ description }) => csvText(description) },
]

function itemMarkdown({ reference, bytes, description }: PickerItem): MarkdownRow {
  return [
    markdownText(bytes === null ? '' : formatBytes(bytes)),
    markdownCode(displayText(reference)),
    markdownText(description ?? ''),
  ]
}

function itemCells({ reference, bytes, description }: PickerItem): Cell[] {
  return [
    words(bytes === null ? '' : formatBytes(bytes)),
    shown(displayText(reference)),
    words(description ?? '', 'faint'),
  ]
}

const COLUMNS: readonly Column[] = [
  { title: 'Unpacked', align: 'right' },
  { title: 'Open it with layerscope …', align: 'left' },
  { title: '', align: 'left' },
]
