type Column =
  | Uint8Array<ArrayBuffer>
  | Uint16Array<ArrayBuffer>
  | Uint32Array<ArrayBuffer>
  | Int32Array<ArrayBuffer>
  | Float64Array<ArrayBuffer>

/**
 * The column with room for `length` values, new ones zero. Its memory is handed over and the old column is empty
 * afterwards: what is left for the collector while a million entries grow would be as much again as the tree.
 */
export function resized(column: Uint8Array<ArrayBuffer>, length: number): Uint8Array<ArrayBuffer>
export function resized(column: Uint16Array<ArrayBuffer>, length: number): Uint16Array<ArrayBuffer>
export function resized(column: Uint32Array<ArrayBuffer>, length: number): Uint32Array<ArrayBuffer>
export function resized(column: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer>
export function resized(column: Float64Array<ArrayBuffer>, length: number): Float64Array<ArrayBuffer>
export function resized(column: Column, length: number): Column {
  const buffer = column.buffer.transfer(length * column.BYTES_PER_ELEMENT)
  if (column instanceof Uint8Array) return new Uint8Array(buffer)
  if (column instanceof Uint16Array) return new Uint16Array(buffer)
  if (column instanceof Uint32Array) return new Uint32Array(buffer)
  if (column instanceof Int32Array) return new Int32Array(buffer)
  return new Float64Array(buffer)
}

/** How long a column should become when it must hold `needed` values: half as much again, so that growth stays linear. */
export function grownLength(current: number, needed: number): number {
  return Math.max(needed, current + (current >> 1), 16)
}

/** Whole numbers (32 bits, signed) appended one after the other. */
export class GrowingInts {
  length = 0
  private values = new Int32Array(16)

  push(value: number): void {
    if (this.length === this.values.length) {
      this.values = resized(this.values, grownLength(this.length, this.length + 1))
    }
    this.values[this.length++] = value
  }

  at(index: number): number {
    return this.values[index]!
  }

  clear(): void {
    this.length = 0
  }

  /** A copy of the numbers. */
  toInt32(): Int32Array<ArrayBuffer> {
    return this.values.slice(0, this.length)
  }
}
