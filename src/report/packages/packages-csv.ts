import type { NamedImage } from '../../analysis/compare/image-table.ts'
import type { Package } from '../../analysis/contents/package.ts'
import { packagesOf } from '../../analysis/contents/packages.ts'
import { type CsvColumn, csvPieces, csvText } from '../csv.ts'
import { displayName, displayText, joinText } from '../display-name.ts'

/** `layerscope packages … --format csv`: one row a package of an image. */
export function packagesCsv(images: readonly NamedImage[]): Iterable<string> {
  return csvPieces(COLUMNS, rowsOf(images))
}

interface Row {
  readonly reference: string
  readonly found: Package
}

function* rowsOf(images: readonly NamedImage[]): Generator<Row> {
  for (const { reference, analysis } of images)
    for (const found of packagesOf(analysis)?.items ?? []) yield { reference, found }
}

const COLUMNS: readonly CsvColumn<Row>[] = [
  { name: 'reference', value: ({ reference }) => displayText(reference) },
  { name: 'ecosystem', value: ({ found }) => displayText(found.ecosystem) },
  { name: 'name', value: ({ found }) => displayText(found.name) },
  { name: 'version', value: ({ found }) => displayText(found.version) },
  { name: 'architecture', value: ({ found }) => csvText(found.architecture) },
  { name: 'bytes', value: ({ found }) => found.bytes },
  { name: 'layer', value: ({ found }) => found.layer },
  {
    name: 'paths',
    value: ({ found }) =>
      joinText(
        ...found.paths.flatMap((path, at) =>
          at === 0 ? [displayName(path)] : [displayText(' '), displayName(path)],
        ),
      ),
  },
]
