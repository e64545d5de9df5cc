import { compareBytes } from '../image/byte-string.ts'
import { type Kill, killsOf } from '../tree/kills.ts'
import { nodePath, type Overlay } from '../tree/overlay.ts'
import type { LayerFigures, Waste, WasteItem, WasteReason, WasteWithoutBase } from './analysis.ts'

/** Every byte no container can ever see, largest first (semantics §6). Only for an image whose layers were all read. */
export function wasteItems(overlay: Overlay): readonly WasteItem[] {
  const items: WasteItem[] = []
  for (const kill of killsOf(overlay)) items.push(itemOf(overlay, kill))
  return largestFirst(items)
}

/** What the items add up to, against the bytes of all layers. */
export function wasteOf(
  items: readonly WasteItem[],
  figures: readonly LayerFigures[],
  baseLayers: number | null,
): Waste {
  const bytes = sum(items)
  const unpacked = unpackedBytes(figures)
  return {
    bytes,
    ...shares(bytes, unpacked),
    byReason: byReason(items),
    withoutBase: baseLayers === null ? null : wasteWithoutBase(items, figures, baseLayers),
    items,
  }
}

/** What is said of an image with a layer that could not be read: that nothing is known. */
export const UNKNOWN_WASTE: Waste = {
  bytes: null,
  ratio: null,
  efficiency: null,
  byReason: null,
  withoutBase: null,
  items: [],
}

function itemOf(overlay: Overlay, kill: Kill): WasteItem {
  const reason = reasonOf(kill)
  return {
    path: nodePath(overlay, kill.node),
    node: kill.node,
    bytes: kill.bytes,
    reason,
    layer: kill.layer,
    by: kill.by,
    differs: reason === 'rewritten' ? kill.differs : [],
  }
}

function reasonOf({ cause, differs }: Kill): WasteReason {
  if (cause !== 'written') return cause
  return differs.includes('content') ? 'overwritten' : 'rewritten'
}

/** By bytes, then path, then layer. A million items are of few sizes: grouped first, they are sorted twice as fast. */
function largestFirst(items: readonly WasteItem[]): WasteItem[] {
  const bySize = Map.groupBy(items, ({ bytes }) => bytes)
  return [...bySize.entries()]
    .sort(([left], [right]) => right - left)
    .flatMap(([, equals]) =>
      equals.sort((left, right) => compareBytes(left.path, right.path) || left.layer - right.layer),
    )
}

function byReason(items: readonly WasteItem[]): Record<WasteReason, number> {
  const bytes = { overwritten: 0, rewritten: 0, replaced: 0, hidden: 0, deleted: 0 }
  for (const item of items) bytes[item.reason] += item.bytes
  return bytes
}

/** Waste between the layers of the base is the base's own affair and in neither figure. */
export function wasteWithoutBase(
  items: readonly WasteItem[],
  figures: readonly LayerFigures[],
  baseLayers: number,
): WasteWithoutBase {
  const bytes = sum(items.filter(({ layer }) => layer >= baseLayers))
  return {
    bytes,
    ...shares(bytes, unpackedBytes(figures.slice(baseLayers))),
    baseBytesKilled: sum(items.filter(({ layer, by }) => layer < baseLayers && by >= baseLayers)),
  }
}

function shares(bytes: number, unpacked: number): { ratio: number; efficiency: number } {
  const ratio = unpacked === 0 ? 0 : bytes / unpacked
  return { ratio, efficiency: 1 - ratio }
}

function sum(items: readonly WasteItem[]): number {
  return items.reduce((total, { bytes }) => total + bytes, 0)
}

function unpackedBytes(figures: readonly LayerFigures[]): number {
  return figures.reduce((total, figure) => total + (figure.unpackedBytes ?? 0), 0)
}
