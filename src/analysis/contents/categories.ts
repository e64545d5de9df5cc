import { carriersOf } from '../../tree/content.ts'
import { eachWrittenContent } from '../../tree/written-content.ts'
import type { Analysis } from '../analysis.ts'
import { CATEGORIES, type Category, type CategoryBytes } from './category.ts'
import { fileCategories } from './file-categories.ts'
import { ownershipOf } from './ownership.ts'

/** What the bytes of an image are there for. */
export interface Categories {
  /** Of the final tree, to its very byte. `null` when not every layer could be read. */
  readonly final: CategoryBytes | null
  /** Of what each layer unpacks to, by index; `null` where that is unknown. */
  readonly layers: readonly (CategoryBytes | null)[]
}

/** Bytes by category, of the final tree and of each layer. Each adds up to the tree's, or the layer's, bytes. */
export function categoriesOf(analysis: Analysis): Categories {
  const known = remembered.get(analysis)
  if (known !== undefined) return known
  const categories = addUp(analysis, fileCategories(analysis))
  remembered.set(analysis, categories)
  return categories
}

const remembered = new WeakMap<Analysis, Categories>()

function addUp(analysis: Analysis, codes: Uint8Array): Categories {
  const { final } = ownershipOf(analysis)
  const whole = new Float64Array(CATEGORIES.length)
  const layers = analysis.layers.map(() => new Float64Array(CATEGORIES.length))
  for (const node of carriersOf(final)) add(whole, codes[node], final.bytes[node])
  eachWrittenContent(analysis.overlay, (node, bytes, layer) => add(layers[layer], codes[node], bytes))
  return {
    final: analysis.complete ? named(whole) : null,
    layers: layers.map((bytes, layer) =>
      analysis.figures[layer]?.unpackedBytes == null ? null : named(bytes),
    ),
  }
}

function add(sums: Float64Array | undefined, code: number | undefined, bytes: number | undefined): void {
  if (sums === undefined || code === undefined) return
  sums[code] = (sums[code] ?? 0) + (bytes ?? 0)
}

function named(sums: Float64Array): CategoryBytes {
  const of = (category: Category) => sums[CATEGORIES.indexOf(category)] ?? 0
  return {
    systemPackages: of('systemPackages'),
    toolchain: of('toolchain'),
    dependencies: of('dependencies'),
    packageCache: of('packageCache'),
    buildCache: of('buildCache'),
    source: of('source'),
    application: of('application'),
    certificatesAndZones: of('certificatesAndZones'),
    other: of('other'),
  }
}
