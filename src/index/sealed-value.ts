import { deserialize, serialize } from 'node:v8'
import { crc32 } from 'node:zlib'
import { type Column, detachColumns, fitColumns } from './columns.ts'

/**
 * Raised when what is written changes its meaning, or the facts taken of a layer become more: files of another format
 * are as good as absent.
 */
export const FORMAT = 4

/**
 * The pieces of a file that holds one value, to be written one after the other:
 *
 *     8 bytes   "LAYERIDX"
 *     4         format
 *     4         crc32 of everything after the head
 *     8         bytes after the head
 *     …         the value without its large columns, by `v8.serialize`; then the columns, each at a multiple of 8
 *
 * The columns are the value's own memory: a layer of a million entries is written without copying it.
 */
export async function seal(value: unknown): Promise<Uint8Array[]> {
  const { skeleton, columns } = detachColumns(value)
  const body = padded(serialize({ skeleton, lengths: columns.map(column => column.byteLength) }))
  const pieces = [lengthPrefix(body), ...body, ...columns.flatMap(column => padded(bytesOf(column)))]
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0)
  return [head(await checksum(pieces), length), ...pieces]
}

/**
 * The value of a sealed file; `undefined` when the file is cut, damaged, of another format or something else: such a
 * file is never trusted and never an error. The value's columns lie in the memory of `file`.
 */
export async function unseal(file: Buffer<ArrayBuffer>): Promise<unknown> {
  if (file.length < HEAD || file.toString('latin1', 0, 8) !== MAGIC) return undefined
  const rest = file.subarray(HEAD)
  const isWhole = file.readUInt32LE(8) === FORMAT && file.readDoubleLE(16) === rest.length
  if (!isWhole || file.readUInt32LE(12) !== (await checksum([rest]))) return undefined
  return parseBody(rest)
}

const MAGIC = 'LAYERIDX'
const HEAD = 24
const ALIGNMENT = 8

function head(sum: number, length: number): Uint8Array {
  const bytes = Buffer.alloc(HEAD)
  bytes.write(MAGIC, 'latin1')
  bytes.writeUInt32LE(FORMAT, 8)
  bytes.writeUInt32LE(sum, 12)
  bytes.writeDoubleLE(length, 16)
  return bytes
}

function lengthPrefix(pieces: readonly Uint8Array[]): Uint8Array {
  const bytes = Buffer.alloc(ALIGNMENT)
  bytes.writeDoubleLE(pieces.reduce((sum, piece) => sum + piece.length, 0))
  return bytes
}

function padded(bytes: Uint8Array): Uint8Array[] {
  const padding = roundUp(bytes.length) - bytes.length
  return padding === 0 ? [bytes] : [bytes, new Uint8Array(padding)]
}

function roundUp(length: number): number {
  return Math.ceil(length / ALIGNMENT) * ALIGNMENT
}

function bytesOf(column: Column): Uint8Array {
  return new Uint8Array(column.buffer, column.byteOffset, column.byteLength)
}

/** In slices, so that a screen keeps answering while a large layer is written or read. */
async function checksum(pieces: readonly Uint8Array[]): Promise<number> {
  let sum = 0
  let sinceRest = 0
  for (const piece of pieces) {
    for (let at = 0; at < piece.length; at += SLICE) {
      const slice = piece.subarray(at, at + SLICE)
      sum = crc32(slice, sum)
      sinceRest += slice.length
      if (sinceRest < SLICE) continue
      await new Promise(setImmediate)
      sinceRest = 0
    }
  }
  return sum
}

/** Takes a few milliseconds. */
const SLICE = 8 * 1024 * 1024

/** Only asked when the checksum was right, so this is what `seal` wrote; a newer Node's encoding may still be unknown. */
function parseBody(body: Buffer<ArrayBuffer>): unknown {
  const skeletonLength = body.readDoubleLE(0)
  const columnsAt = ALIGNMENT + skeletonLength
  try {
    const { skeleton, lengths } = deserialize(body.subarray(ALIGNMENT, columnsAt))
    return fitColumns(skeleton, stretches(body.subarray(columnsAt), lengths))
  } catch {
    return undefined
  }
}

function stretches(bytes: Buffer<ArrayBuffer>, lengths: readonly number[]): Buffer<ArrayBuffer>[] {
  let at = 0
  return lengths.map(length => {
    const stretch = bytes.subarray(at, at + length)
    at += roundUp(length)
    return stretch
  })
}
