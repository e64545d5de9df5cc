import type { FileHandle } from 'node:fs/promises'
import { fail } from '../errors.ts'

export interface Range {
  readonly start: number
  readonly length: number
}

/** Large reads: an archive may lie on a disk across the network. */
const CHUNK = 1024 * 1024

/**
 * A stretch of a file, the next chunk being read while one is used. Chunks are never reused: a decompressor may still
 * hold the last one. Faults: `truncated` when the file ends before; errors of the file system are passed on.
 */
export async function* readRange(
  file: FileHandle,
  { start, length }: Range,
  what: string,
): AsyncGenerator<Uint8Array, void, undefined> {
  let got = 0
  let next = readChunk(file, start, length)
  try {
    while (got < length) {
      const chunk = await next
      if (chunk.length === 0) fail({ kind: 'truncated', what, got, expected: length })
      got += chunk.length
      next = readChunk(file, start + got, length - got)
      yield chunk
    }
  } finally {
    await next.catch(() => undefined) // nobody may close the file under a read
  }
}

/** At most one chunk; empty at the end. */
async function readChunk(file: FileHandle, position: number, left: number): Promise<Uint8Array> {
  if (left === 0) return EMPTY
  const buffer = Buffer.allocUnsafeSlow(Math.min(CHUNK, left))
  const { bytesRead } = await file.read(buffer, 0, buffer.length, position)
  return buffer.subarray(0, bytesRead)
}

const EMPTY = new Uint8Array()

/** Bytes from a position, fewer only at the end of the file. */
export async function readFully(file: FileHandle, position: number, length: number): Promise<Uint8Array> {
  const buffer = Buffer.allocUnsafeSlow(length)
  let filled = 0
  while (filled < length) {
    const { bytesRead } = await file.read(buffer, filled, length - filled, position + filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return buffer.subarray(0, filled)
}
