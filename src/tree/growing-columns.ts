type Column =
  | Uint8Array<ArrayBuffer>
  | Uint16Array<ArrayBuffer>
  | Uint32Array<ArrayBuffer>
  | Int32Array<ArrayBuffer>
  | Float64Array<ArrayBuffer>

/** A copy of a column with room for `length` values, the new ones zero. */
export function withRoom(column: Uint8Array<ArrayBuffer>, length: number): Uint8Array<ArrayBuffer>
export function withRoom(column: Uint16Array<ArrayBuffer>, length: number): Uint16Array<ArrayBuffer>
export function withRoom(column: Uint32Array<ArrayBuffer>, length: number): Uint32Array<ArrayBuffer>
export function withRoom(column: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer>
export function withRoom(column: Float64Array<ArrayBuffer>, length: number): Float64Array<ArrayBuffer>
export function withRoom(column: Column, length: number): Column {
  const longer = newLike(column, length)
  longer.set(column)
  return longer
}

function newLike(column: Column, length: number): Column {
  if (column instanceof Uint8Array) return new Uint8Array(length)
  if (column instanceof Uint16Array) return new Uint16Array(length)
  if (column instanceof Uint32Array) return new Uint32Array(length)
  if (column instanceof Int32Array) return new Int32Array(length)
  return new Float64Array(length)
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
      this.values = withRoom(this.values, grownLength(this.length, this.length + 1))
    }
    this.values[this.length++] = value
  }

  at(index: number): number {
    return this.values[index]!
  }

  clear(): void {
    this.length = 0
  }

  toInt32(): Int32Array<ArrayBuffer> {
    return this.values.slice(0, this.length)
  }
}
