import { fail } from '../errors.ts'
import { displayText } from '../report/display-name.ts'
import { formatBytesColumn } from '../report/format-bytes.ts'
import { SCHEMA_VERSION } from '../report/json/schema-version.ts'
import { type Line, shown, words } from '../report/line.ts'
import type { PickerItem } from '../store/state.ts'
import type { Command } from './command.ts'
import { isPrinted } from './is-printed.ts'
import { archiveItems } from './picker-items.ts'
import { printJson, printLines } from './print.ts'
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
        reference: null,
        list: async () => ({ kind: 'listed', items, problem: null }),
      })
    if (call.options.format === 'json') await printJson(demoJson(items), call)
    else await printLines(items.map(itemLine), call)
    return 0
  },
}

async function demoItems({ demoFolders }: Surroundings): Promise<readonly PickerItem[]> {
  for (const folder of demoFolders) {
    const items = await archiveItems(folder)
    if (items.length > 0) return items.map(item => ({ ...item, origin: 'demo' })).sort(byReference)
  }
  return fail({
    kind: 'usage',
    message: 'The demo images are not in this installation. From a checkout, "npm run build" makes them.',
  })
}

function byReference(left: PickerItem, right: PickerItem): number {
  return left.reference < right.reference ? -1 : 1
}

function itemLine({ reference, bytes }: PickerItem): Line {
  return [words(`${formatBytesColumn(bytes ?? 0)}  `), shown(displayText(reference))]
}

/** What `layerscope demo --json` prints. */
export interface DemoJson {
  readonly schemaVersion: string
  readonly images: readonly { readonly reference: string; readonly bytes: number | null }[]
}

function demoJson(items: readonly PickerItem[]): DemoJson {
  return {
    schemaVersion: SCHEMA_VERSION,
    images: items.map(({ reference, bytes }) => ({ reference, bytes })),
  }
}
