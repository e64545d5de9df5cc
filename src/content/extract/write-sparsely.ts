import type { FileHandle } from 'node:fs/promises'

/** Writes a content into a new file. Chunks of zeros become holes: a tar of a kilobyte may describe a terabyte of them. */
export async function writeSparsely(file: FileHandle, bytes: AsyncIterable<Uint8Array>): Promise<void> {
  let position = 0
  for await (const chunk of bytes) {
    if (!isZeros(chunk)) await writeAll(file, chunk, position)
    position += chunk.length
  }
  await file.truncate(position)
}

/** Cheap: the comparison ends at the first byte that differs. */
function isZeros(chunk: Uint8Array): boolean {
  return chunk.length <= ZEROS.length && Buffer.compare(chunk, ZEROS.subarray(0, chunk.length)) === 0
}

const ZEROS = new Uint8Array(1024 * 1024)

async function writeAll(file: FileHandle, chunk: Uint8Array, position: number): Promise<void> {
  for (let at = 0; at < chunk.length; ) {
    const { bytesWritten } = await file.write(chunk, at, chunk.length - at, position + at)
    at += bytesWritten
  }
}
