import type { ImageRow, ImageTable } from '../../analysis/compare/image-table.ts'
import { formatPlatform } from '../../image/platform.ts'
import { displayText } from '../display-name.ts'

/** `layerscope compare … --format csv`: one row an image, exact figures; unknown is empty (RFC 4180). */
export function compareCsv({ rows }: ImageTable): string {
  const lines = [COLUMNS.map(([title]) => title), ...rows.map(row => COLUMNS.map(([, value]) => value(row)))]
  return lines.map(cells => `${cells.map(cell).join(',')}\r\n`).join('')
}

type Value = string | number | boolean | null

const COLUMNS: readonly (readonly [title: string, value: (row: ImageRow) => Value])[] = [
  ['reference', row => row.reference],
  ['source', row => row.source],
  ['platform', row => formatPlatform(row.analysis.documents.platform)],
  ['complete', row => row.analysis.complete],
  ['unpackedBytes', row => row.analysis.unpackedBytes],
  ['finalBytes', row => row.analysis.finalBytes],
  ['transferBytes', row => row.analysis.transferBytes],
  ['wastedBytes', row => row.analysis.waste.bytes],
  ['layers', row => row.analysis.layers.length],
  ['files', row => row.analysis.files],
  ['deltaBytes', row => row.deltaBytes],
  ['reductionToFirst', row => row.reductionToFirst],
  ['reductionToLargest', row => row.reductionToLargest],
  ['sharedBytes', row => row.sharedBytes],
  ['uniqueBytes', row => row.uniqueBytes],
  ['baseLayers', row => row.baseLayers],
  ['user', row => row.traits?.user ?? null],
  ['shell', row => row.traits?.shell ?? null],
  ['packageManager', row => row.traits?.packageManager ?? null],
  ['caCertificates', row => row.traits?.caCertificates ?? null],
  ['timeZones', row => row.traits?.timeZones ?? null],
  ['entrypoint', row => row.traits?.entrypoint.program ?? null],
  ['entrypointKind', row => row.traits?.entrypoint.kind ?? null],
  ['tools', row => row.traits?.tools.count ?? null],
  ['notableTools', row => row.traits?.tools.notable.join(' ') ?? null],
]

/** Quoted where it must be; a text a spreadsheet would take for a formula begins with an apostrophe. */
function cell(value: Value): string {
  if (value === null) return ''
  if (typeof value !== 'string') return String(value)
  const shown = displayText(value)
  const text = /^[=+\-@]/.test(shown) ? `'${shown}` : shown
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
