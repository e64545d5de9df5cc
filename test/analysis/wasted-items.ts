import { type WasteItem, WasteItems } from '../../src/analysis/waste-items.ts'
import { killsBySize } from '../../src/tree/kills.ts'
import type { Overlay } from '../../src/tree/overlay.ts'
import { atOnce } from '../../src/tree/slices.ts'

/** Everything an image wastes, largest first, as plain objects. */
export function wastedItems(overlay: Overlay): WasteItem[] {
  return Array.from(new WasteItems(overlay, atOnce(killsBySize(overlay))), item => ({
    ...item,
    path: item.path,
  }))
}
