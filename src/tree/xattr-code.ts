import { type ByteString, compareBytes, fromBytes, toBytes } from '../image/byte-string.ts'
import type { Xattrs } from '../image/entry.ts'

/** Extended attributes as bytes, sorted by name: equal sets give equal bytes. Each part is a 32-bit length and its bytes. */
export function encodeXattrs(xattrs: Xattrs): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = []
  for (const [name, value] of [...xattrs].sort(([left], [right]) => compareBytes(left, right))) {
    parts.push(toBytes(name), value)
  }
  const encoded = new Uint8Array(parts.reduce((sum, part) => sum + 4 + part.length, 0))
  const view = new DataView(encoded.buffer)
  let at = 0
  for (const part of parts) {
    view.setUint32(at, part.length)
    encoded.set(part, at + 4)
    at += 4 + part.length
  }
  return encoded
}

/** The attributes `encodeXattrs` wrote. */
export function decodeXattrs(encoded: Uint8Array): Xattrs {
  const xattrs = new Map<ByteString, Uint8Array>()
  for (let at = 0; at < encoded.length; ) {
    const name = partAt(encoded, at)
    const value = partAt(encoded, at + 4 + name.length)
    xattrs.set(fromBytes(name), value)
    at += 8 + name.length + value.length
  }
  return xattrs
}

function partAt(encoded: Uint8Array, at: number): Uint8Array {
  const length = new DataView(encoded.buffer, encoded.byteOffset).getUint32(at)
  return encoded.subarray(at + 4, at + 4 + length)
}
