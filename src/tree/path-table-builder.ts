import type { ByteString } from '../image/byte-string.ts'
import type { TreePath } from '../image/tree-path.ts'
import { resized } from './growing-columns.ts'
import { hashName } from './path-hash.ts'
import { isNamed, type PathTable } from './path-table.ts'

/** A path table that still grows. It *is* a `PathTable` (arrays longer than needed), so every reader works on it. */
export class PathTableBuilder implements PathTable {
  size = 1
  parents: Uint32Array<ArrayBuffer>
  nameStarts: Uint32Array<ArrayBuffer>
  nameBytes: Uint8Array<ArrayBuffer>
  slots: Uint32Array<ArrayBuffer>
  private scratch = new Uint8Array(256)

  /** `expected` paths fit before anything must grow. */
  constructor(expected = 256) {
    this.parents = new Uint32Array(expected + 1)
    this.nameStarts = new Uint32Array(expected + 2)
    this.nameBytes = new Uint8Array(expected * 12)
    this.slots = new Uint32Array(slotsFor(expected + 1))
  }

  /** The node of the name at `text[start … end)` in a directory, made when it is new. */
  intern(directory: number, text: ByteString | TreePath, start = 0, end = text.length): number {
    const length = end - start
    if (length > this.scratch.length) this.scratch = new Uint8Array(length * 2)
    for (let at = 0; at < length; at++) this.scratch[at] = text.charCodeAt(start + at)
    return this.internBytes(directory, this.scratch, 0, length)
  }

  /** The node of the name spelled by `bytes[start … end)` in a directory, made when it is new. */
  internBytes(directory: number, bytes: Uint8Array, start: number, end: number): number {
    const mask = this.slots.length - 1
    let slot = hashName(directory, bytes, start, end) & mask
    for (; this.slots[slot] !== 0; slot = (slot + 1) & mask) {
      const node = this.slots[slot]! - 1
      if (isNamed(this, node, directory, bytes, start, end)) return node
    }
    return this.append(slot, directory, bytes, start, end)
  }

  /** The finished table: exact arrays. The builder is empty afterwards. */
  build(): PathTable {
    return {
      size: this.size,
      parents: resized(this.parents, this.size),
      nameBytes: resized(this.nameBytes, this.nameStarts[this.size]!),
      nameStarts: resized(this.nameStarts, this.size + 1),
      slots: this.slots,
    }
  }

  private append(slot: number, directory: number, bytes: Uint8Array, start: number, end: number): number {
    const node = this.size
    const nameStart = this.nameStarts[node]!
    this.makeRoom(nameStart + end - start)
    this.parents[node] = directory
    for (let from = start, to = nameStart; from < end; from++, to++) this.nameBytes[to] = bytes[from]!
    this.nameStarts[node + 1] = nameStart + end - start
    this.slots[slot] = node + 1
    this.size = node + 1
    if (this.size * 3 > this.slots.length * 2) this.rehash()
    return node
  }

  private makeRoom(nameEnd: number): void {
    if (this.size + 2 > this.parents.length) {
      this.parents = resized(this.parents, this.size * 2)
      this.nameStarts = resized(this.nameStarts, this.size * 2 + 1)
    }
    if (nameEnd > this.nameBytes.length) {
      this.nameBytes = resized(this.nameBytes, Math.max(nameEnd, this.nameBytes.length * 2))
    }
  }

  private rehash(): void {
    const slots = new Uint32Array(this.slots.length * 2)
    const mask = slots.length - 1
    for (let node = 1; node < this.size; node++) {
      const start = this.nameStarts[node]!
      const end = this.nameStarts[node + 1]!
      let slot = hashName(this.parents[node]!, this.nameBytes, start, end) & mask
      while (slots[slot] !== 0) slot = (slot + 1) & mask
      slots[slot] = node + 1
    }
    this.slots = slots
  }
}

/** A power of two that leaves at least a third of the slots free. */
function slotsFor(nodes: number): number {
  let slots = 16
  while (slots * 2 < nodes * 3) slots *= 2
  return slots
}
