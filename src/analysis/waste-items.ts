import type { TreePath } from '../image/tree-path.ts'
import type { Difference } from '../tree/change.ts'
import { type Kill, killAt } from '../tree/kills.ts'
import { nodePath, type Overlay } from '../tree/overlay.ts'

export type WasteReason = 'overwritten' | 'rewritten' | 'replaced' | 'hidden' | 'deleted'

/** Bytes of one file that no container can see. */
export interface WasteItem {
  /** Of the entry that carried the bytes. */
  readonly path: TreePath
  /** The same in the overlay. */
  readonly node: number
  readonly bytes: number
  readonly reason: WasteReason
  /** The layer that wrote the bytes. */
  readonly layer: number
  /** The layer that killed them. */
  readonly by: number
  /** For `rewritten`: what the killing layer changed. */
  readonly differs: readonly Difference[]
}

/**
 * Wasted items in an order. There may be millions: they are rows of the overlay's kills, and become items when asked
 * for, one by one.
 */
export class WasteItems implements Iterable<WasteItem> {
  readonly #overlay: Overlay
  readonly #rows: Uint32Array

  constructor(overlay: Overlay, rows: Uint32Array) {
    this.#overlay = overlay
    this.#rows = rows
  }

  get length(): number {
    return this.#rows.length
  }

  /** Of all items. */
  get bytes(): number {
    let bytes = 0
    for (const item of this) bytes += item.bytes
    return bytes
  }

  at(index: number): WasteItem | undefined {
    const row = this.#rows[index]
    return row === undefined ? undefined : this.#item(row)
  }

  slice(start: number, end?: number): WasteItem[] {
    return Array.from(this.#rows.subarray(start, end), row => this.#item(row))
  }

  *[Symbol.iterator](): Generator<WasteItem, void, undefined> {
    for (const row of this.#rows) yield this.#item(row)
  }

  /** The items by key; those of a group in the order they have here. */
  groupBy(keyOf: (item: WasteItem) => string): ReadonlyMap<string, WasteItems> {
    const groups = new Map<string, WasteItems>()
    for (const [key, rows] of Map.groupBy(this.#rows, row => keyOf(this.#item(row))))
      groups.set(key, new WasteItems(this.#overlay, Uint32Array.from(rows)))
    return groups
  }

  #item(row: number): WasteItem {
    return new Item(this.#overlay, killAt(this.#overlay, row))
  }
}

/** Spells its path when asked: most items are only counted. */
class Item implements WasteItem {
  readonly node: number
  readonly bytes: number
  readonly reason: WasteReason
  readonly layer: number
  readonly by: number
  readonly differs: readonly Difference[]
  readonly #overlay: Overlay

  constructor(overlay: Overlay, kill: Kill) {
    this.#overlay = overlay
    this.node = kill.node
    this.bytes = kill.bytes
    this.reason = reasonOf(kill)
    this.layer = kill.layer
    this.by = kill.by
    this.differs = this.reason === 'rewritten' ? kill.differs : NOTHING
  }

  get path(): TreePath {
    return nodePath(this.#overlay, this.node)
  }
}

const NOTHING: readonly Difference[] = []

function reasonOf({ cause, differs }: Kill): WasteReason {
  if (cause !== 'written') return cause
  return differs.includes('content') ? 'overwritten' : 'rewritten'
}
