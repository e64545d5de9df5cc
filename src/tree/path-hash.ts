/** Hash of a name within its directory: FNV-1a over the bytes, started from the directory's number. */
export function hashName(directory: number, bytes: Uint8Array, start: number, end: number): number {
  let hash = Math.imul(directory + 1, 0x9e3779b1) ^ 0x811c9dc5
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ bytes[at]!, 0x01000193)
  hash ^= hash >>> 15
  hash = Math.imul(hash, 0x2c1b3c6d)
  return (hash ^ (hash >>> 13)) >>> 0
}

/** Whether two stretches of bytes are equal. */
export function sameBytes(
  left: Uint8Array,
  leftStart: number,
  leftEnd: number,
  right: Uint8Array,
  rightStart: number,
): boolean {
  for (let a = leftStart, b = rightStart; a < leftEnd; a++, b++) if (left[a] !== right[b]) return false
  return true
}
