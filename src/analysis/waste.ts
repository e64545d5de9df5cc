import { killsBySize } from '../tree/kills.ts'
import type { Overlay } from '../tree/overlay.ts'
import { isSliceEnd, type Slices } from '../tree/slices.ts'
import type { LayerFigures, Waste, WasteShare, WasteWithoutBase } from './analysis.ts'
import { WasteItems, type WasteReason } from './waste-items.ts'

/** Every byte no container can ever see, against the bytes of all layers (semantics §6). Only for an image whose layers were all read. */
export function* wasteOf(
  overlay: Overlay,
  figures: readonly LayerFigures[],
  baseLayers: number | null,
): Slices<Waste> {
  const items = new WasteItems(overlay, yield* killsBySize(overlay))
  const shares = yield* sharesOf(items)
  const bytes = sum(shares)
  return {
    bytes,
    ...ratios(bytes, unpackedBytes(figures)),
    byReason: byReason(shares),
    withoutBase: baseLayers === null ? null : wasteWithoutBase(shares, figures, baseLayers),
    shares,
    items,
  }
}

/** What is said of an image with a layer that could not be read: that nothing is known. */
export function unknownWaste(overlay: Overlay): Waste {
  return {
    bytes: null,
    ratio: null,
    efficiency: null,
    byReason: null,
    withoutBase: null,
    shares: [],
    items: new WasteItems(overlay, new Uint32Array(0)),
  }
}

/** Waste between the layers of the base is the base's own affair and in neither figure. */
export function wasteWithoutBase(
  shares: readonly WasteShare[],
  figures: readonly LayerFigures[],
  baseLayers: number,
): WasteWithoutBase {
  const bytes = sum(shares.filter(({ layer }) => layer >= baseLayers))
  return {
    bytes,
    ...ratios(bytes, unpackedBytes(figures.slice(baseLayers))),
    baseBytesKilled: sum(shares.filter(({ layer, by }) => layer < baseLayers && by >= baseLayers)),
  }
}

/** Adds up the items; there are few pairs of layers, and a million items. */
function* sharesOf(items: WasteItems): Slices<readonly WasteShare[]> {
  const shares = new Map<string, WasteShare & { bytes: number }>()
  let step = 0
  for (const { layer, by, reason, bytes } of items) {
    if (isSliceEnd(step++)) yield
    const key = `${layer} ${by} ${reason}`
    const share = shares.get(key)
    if (share === undefined) shares.set(key, { layer, by, reason, bytes })
    else share.bytes += bytes
  }
  return [...shares.values()]
}

function byReason(shares: readonly WasteShare[]): Record<WasteReason, number> {
  const bytes = { overwritten: 0, rewritten: 0, replaced: 0, hidden: 0, deleted: 0 }
  for (const share of shares) bytes[share.reason] += share.bytes
  return bytes
}

function ratios(bytes: number, unpacked: number): { ratio: number; efficiency: number } {
  const ratio = unpacked === 0 ? 0 : bytes / unpacked
  return { ratio, efficiency: 1 - ratio }
}

function sum(shares: readonly WasteShare[]): number {
  return shares.reduce((total, { bytes }) => total + bytes, 0)
}

function unpackedBytes(figures: readonly LayerFigures[]): number {
  return figures.reduce((total, figure) => total + (figure.unpackedBytes ?? 0), 0)
}
