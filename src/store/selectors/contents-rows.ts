import type { Analysis } from '../../analysis/analysis.ts'
import { categoriesOf } from '../../analysis/contents/categories.ts'
import { CATEGORIES, type Category } from '../../analysis/contents/category.ts'
import type { Package } from '../../analysis/contents/package.ts'
import { packagesOf } from '../../analysis/contents/packages.ts'
import type { ContentsSort } from '../state.ts'

/** One line of what is in an image: a category, or a package. */
export type ContentsRow =
  | {
      readonly kind: 'category'
      readonly category: Category
      readonly bytes: number
      /** Of the layer under the cursor of the layers; `null` when there is none, or it is unknown. */
      readonly layerBytes: number | null
    }
  | { readonly kind: 'package'; readonly package: Package }

/** Categories that hold anything, in the final tree or the layer; most bytes of the final tree first. */
export function categoryRows(analysis: Analysis, layer: number | null): readonly ContentsRow[] {
  const { final, layers } = categoriesOf(analysis)
  const ofLayer = layer === null ? null : (layers[layer] ?? null)
  return CATEGORIES.map(category => ({
    kind: 'category' as const,
    category,
    bytes: final?.[category] ?? 0,
    layerBytes: ofLayer?.[category] ?? null,
  }))
    .filter(({ bytes, layerBytes }) => bytes > 0 || (layerBytes ?? 0) > 0)
    .sort((left, right) => right.bytes - left.bytes || (right.layerBytes ?? 0) - (left.layerBytes ?? 0))
}

/** The packages whose name or version holds a text, sorted. */
export function packageRows(analysis: Analysis, sort: ContentsSort, find: string): readonly ContentsRow[] {
  const wanted = find.toLowerCase()
  const items = (packagesOf(analysis)?.items ?? []).filter(({ name, version }) =>
    `${name} ${version}`.toLowerCase().includes(wanted),
  )
  return sorted(items, sort).map(each => ({ kind: 'package', package: each }))
}

function sorted(items: readonly Package[], sort: ContentsSort): readonly Package[] {
  switch (sort) {
    case 'bytes':
      return items
    case 'name':
      return items.toSorted((left, right) => (left.name < right.name ? -1 : left.name > right.name ? 1 : 0))
    case 'layer':
      return items.toSorted((left, right) => left.layer - right.layer)
    default:
      return sort satisfies never
  }
}
