import { displayText } from './display-name.ts'
import { formatBytes } from './format-bytes.ts'
import type { IndexedImageJson, IndexJson } from './json/index-json.ts'
import { type Line, shown, words } from './line.ts'
import { type Column, tableLines } from './text-table.ts'

/** `layerscope index list`: where the index is, how much it takes, and the images it knows, those used last first. */
export function indexText(index: IndexJson, width: number | null): Line[] {
  const taken = `${formatBytes(index.bytes)} of ${formatBytes(index.limitBytes)}`
  const heading = [shown(displayText(index.folder)), words(`   ${taken}, ${layerCount(index.layers.length)}`)]
  const problem = index.unwritable === null ? [] : [[words(unwritableText(index.unwritable))]]
  if (index.images.length > 0)
    return [heading, ...problem, [], ...tableLines(COLUMNS, index.images.map(imageCells), width)]
  return [heading, ...(problem.length > 0 ? problem : [[words('No image yet: what is read is kept here.')]])]
}

function unwritableText(answer: string): string {
  return `It cannot be written (${answer}), so nothing more is kept. Set XDG_CACHE_HOME to a folder that can be.`
}

const COLUMNS: readonly Column[] = [
  { title: 'last used', align: 'left' },
  { title: 'layers', align: 'right' },
  { title: 'in the index', align: 'right' },
  { title: 'image', align: 'left' },
]

function imageCells({ used, layers, bytes, tags, source }: IndexedImageJson) {
  const name = tags.length === 0 ? source : tags.join(', ')
  return [
    words(used.slice(0, 'yyyy-mm-ddThh:mm'.length).replace('T', ' ')),
    words(String(layers.length)),
    words(formatBytes(bytes)),
    shown(displayText(name)),
  ]
}

function layerCount(layers: number): string {
  return layers === 1 ? '1 layer' : `${layers} layers`
}
