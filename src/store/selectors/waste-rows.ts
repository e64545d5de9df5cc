import type { Analysis, WasteItem } from '../../analysis/analysis.ts'

/** One line of the waste list: a group *written by → killed by*, or an item in an open one. */
export type WasteRow =
  | { readonly kind: 'group'; readonly group: WasteGroup; readonly open: boolean }
  | { readonly kind: 'item'; readonly item: WasteItem }

export interface WasteGroup {
  /** `writer>killer`. */
  readonly key: string
  readonly layer: number
  readonly by: number
  readonly bytes: number
  /** Largest first. */
  readonly items: readonly WasteItem[]
}

/** The lines, the group with the most bytes first. */
export function wasteRows(analysis: Analysis, closed: ReadonlySet<string>): readonly WasteRow[] {
  return wasteGroups(analysis).flatMap((group): WasteRow[] => {
    const open = !closed.has(group.key)
    const items = open ? group.items.map((item): WasteRow => ({ kind: 'item', item })) : []
    return [{ kind: 'group', group, open }, ...items]
  })
}

const groupsOf = new WeakMap<Analysis, readonly WasteGroup[]>()

export function wasteGroups(analysis: Analysis): readonly WasteGroup[] {
  const known = groupsOf.get(analysis)
  if (known !== undefined) return known
  const items = Map.groupBy(analysis.waste.items, ({ layer, by }) => `${layer}>${by}`)
  const groups = [...items]
    .map(([key, members]) => groupOf(key, members))
    .sort((one, other) => other.bytes - one.bytes)
  groupsOf.set(analysis, groups)
  return groups
}

function groupOf(key: string, items: readonly WasteItem[]): WasteGroup {
  const [layer = 0, by = 0] = key.split('>').map(Number)
  return { key, layer, by, items, bytes: items.reduce((sum, { bytes }) => sum + bytes, 0) }
}
