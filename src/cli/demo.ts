import { basename, relative } from 'node:path'
import { fail } from '../errors.ts'
import { displayText } from '../report/display-name.ts'
import { formatBytes } from '../report/format-bytes.ts'
import { demoJson } from '../report/json/demo-json.ts'
import { shown, words } from '../report/line.ts'
import { type Cell, type Column, tableLines } from '../report/text-table.ts'
import type { PickerItem } from '../store/state.ts'
import type { Command } from './command.ts'
import { isPrinted } from './is-printed.ts'
import { archiveItems } from './picker-items.ts'
import { printJson, printLines, printWidth } from './print.ts'
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
        list: async () => ({ kind: 'listed', items, problem: null }),
      })
    if (call.options.format === 'json') await printJson(demoJson(items), call)
    else await printLines(tableLines(COLUMNS, items.map(itemCells), printWidth(call)), call)
    return 0
  },
}

/** The images in the order of the course they tell. */
const STORY: Readonly<Record<string, string>> = {
  'api-service-naive.tar': 'Debian, the whole toolchain, the sources and what apt left behind',
  'api-service-optimised.tar': 'the same, cleaned up in the instruction that made the mess',
  'api-service-multistage.tar': 'built in one stage, run on a small base in another',
  'api-service-scratch.tar': 'the program and what it needs, nothing else',
  'worker-service-naive.tar': 'another service, built the first way',
  'worker-service-scratch.tar': 'another service, built the last way',
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
  return { ...item, origin: 'demo', description: STORY[basename(item.reference)] ?? null }
}

function chapter({ reference }: PickerItem): number {
  const at = Object.keys(STORY).indexOf(basename(reference))
  return at < 0 ? Object.keys(STORY).length : at
}

function itemCells({ reference, bytes, description }: PickerItem): Cell[] {
  return [words(formatBytes(bytes ?? 0)), shown(displayText(reference)), words(description ?? '', 'faint')]
}

const COLUMNS: readonly Column[] = [
  { title: 'Archive', align: 'right' },
  { title: 'Open it with layerscope …', align: 'left' },
  { title: '', align: 'left' },
]
