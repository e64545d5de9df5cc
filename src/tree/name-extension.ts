import { type ByteString, toBytes } from '../image/byte-string.ts'
import type { PathTable } from './path-table.ts'

/**
 * What a node's name ends in, from its last dot on, as a number: 0 when it has no dot, begins with its only one, or
 * goes on for more than six bytes after it. Found without making a string, for loops over millions.
 */
export function extensionAt(table: PathTable, node: number): number {
  return extensionIn(table.nameBytes, table.nameStarts[node]!, table.nameStarts[node + 1]!)
}

/** The number of an ending such as `.go`. */
export function extensionOf(ending: ByteString): number {
  const bytes = toBytes(ending)
  return extensionIn(bytes, -1, bytes.length)
}

function extensionIn(bytes: Uint8Array, start: number, end: number): number {
  let number = 0
  let scale = 1
  for (let at = end - 1; at > start && end - at <= LONGEST + 1; at--) {
    const byte = bytes[at]!
    if (byte === DOT) return number
    number += byte * scale
    scale *= 256
  }
  return 0
}

/** Six bytes are a number no arithmetic rounds. */
const LONGEST = 6
const DOT = 0x2e
