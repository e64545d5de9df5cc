import { type CsvColumn, csvPieces } from './csv.ts'
import { displayText } from './display-name.ts'
import { formatBytes } from './format-bytes.ts'
import type { IndexedImageJson, IndexJson } from './json/index-json.ts'
import { longMarkdownTable, type MarkdownColumn } from './markdown-table.ts'
import { markdownCode, markdownText } from './markdown-text.ts'

/** `layerscope index list --format csv`: one row an image. */
export function indexCsv({ images }: IndexJson): Iterable<string> {
  return csvPieces(CSV_COLUMNS, images)
}

/** `layerscope index list --format markdown`: the columns of the text. */
export function indexMarkdown({ images }: IndexJson): string {
  return longMarkdownTable(COLUMNS, images, ({ used, layers, bytes, tags, source }) => [
    markdownText(used),
    markdownText(String(layers.length)),
    markdownText(formatBytes(bytes)),
    markdownCode(displayText(tags.length === 0 ? source : tags.join(', '))),
  ])
}

const CSV_COLUMNS: readonly CsvColumn<IndexedImageJson, keyof IndexedImageJson>[] = [
  { name: 'source', value: ({ source }) => displayText(source) },
  { name: 'tags', value: ({ tags }) => displayText(tags.join(' ')) },
  { name: 'layers', value: ({ layers }) => layers.length },
  { name: 'bytes', value: ({ bytes }) => bytes },
  { name: 'used', value: ({ used }) => displayText(used) },
]

const COLUMNS: readonly MarkdownColumn[] = [
  { title: 'Last used', align: 'left' },
  { title: 'Layers', align: 'right' },
  { title: 'In the index', align: 'right' },
  { title: 'Image', align: 'left' },
]
