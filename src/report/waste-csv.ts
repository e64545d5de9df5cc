import type { Analysis } from '../analysis/analysis.ts'
import type { WasteItem } from '../analysis/waste-items.ts'
import { type CsvColumn, csvPieces } from './csv.ts'
import { displayName, displayText } from './display-name.ts'
import type { WasteItemJson } from './json/waste-json.ts'

/** `layerscope waste --format csv`: one row a wasted item, largest first. */
export function wasteCsv({ waste }: Analysis): Iterable<string> {
  return csvPieces(COLUMNS, waste.items)
}

const COLUMNS: readonly CsvColumn<WasteItem, keyof WasteItemJson>[] = [
  { name: 'path', value: item => displayName(item.path) },
  { name: 'bytes', value: item => item.bytes },
  { name: 'reason', value: item => displayText(item.reason) },
  { name: 'layer', value: item => item.layer },
  { name: 'by', value: item => item.by },
  { name: 'differs', value: item => displayText(item.differs.join(' ')) },
]
