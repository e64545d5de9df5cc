import { fail } from '../errors.ts'
import { throwFileFault } from './file-faults.ts'

/** What is asked of a file here: a `FileHandle` of `node:fs/promises` is one. */
export interface ReadableFile {
  read(buffer: Uint8Array, offset: number, length: number, position: number): Promise<{ bytesRead: number }>
}

export interface Range {
  readonly start: number
  readonly length: number
}

/** How messages name what is read. */
export interface RangeNames {
  /** What stands there: a blob. */
  readonly what: string
  /** The file it stands in. */
  readonly path: string
}

/** Large reads: an archive may lie on a disk across the network. */
const CHUNK = 1024 * 1024

/** Where a chunk is read to: memory of its own, or what was used before. */
export type TakeMemory = (bytes: number) => Uint8Array

const freshMemory: TakeMemory = bytes => Buffer.allocUnsafeSlow(bytes)

/**
 * Memory for chunks that is used again after three more: fresh memory costs the system as much as reading into it, and
 * the collector learns late that a chunk is done with.
 */
export function reusedMemory(): TakeMemory {
  const blocks: Uint8Array[] = []
  return bytes => {
    const block = (blocks.length === BLOCKS ? blocks.shift() : undefined) ?? Buffer.allocUnsafeSlow(CHUNK)
    blocks.push(block)
    return block.subarray(0, bytes)
  }
}

const BLOCKS = 4

/**
 * A stretch of a file, the next chunk being read while one is used. Faults: `truncated` when the file ends before;
 * `unreadableFile` and `noPermission` when the file system says so.
 */
export async function* readRange(
  file: ReadableFile,
  { start, length }: Range,
  { what, path }: RangeNames,
  takeMemory = freshMemory,
): AsyncGenerator<Uint8Array, void, undefined> {
  const readChunk = (position: number, left: number) =>
    read(file, position, takeMemory(Math.min(CHUNK, left)))
  let got = 0
  let next = readChunk(start, length)
  try {
    while (got < length) {
      const chunk = await next
      if (chunk.length === 0) fail({ kind: 'truncated', what, got, expected: length })
      got += chunk.length
      next = readChunk(start + got, length - got)
      yield chunk
    }
  } catch (error) {
    throwFileFault(error, path)
  } finally {
    await next.catch(() => undefined) // nobody may close the file under a read
  }
}

/** At most as much as there is memory for; empty at the end. */
async function read(file: ReadableFile, position: number, memory: Uint8Array): Promise<Uint8Array> {
  if (memory.length === 0) return memory
  const { bytesRead } = await file.read(memory, 0, memory.length, position)
  return memory.subarray(0, bytesRead)
}

/** Bytes from a position, fewer only at the end of the file. */
export async function readFully(file: ReadableFile, position: number, length: number): Promise<Uint8Array> {
  const buffer = Buffer.allocUnsafeSlow(length)
  let filled = 0
  while (filled < length) {
    const { bytesRead } = await file.read(buffer, filled, length - filled, position + filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return buffer.subarray(0, filled)
}
