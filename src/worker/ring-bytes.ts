import type { ByteRing, RingRecord } from './byte-ring.ts'
import { SourceBroke } from './layer-message.ts'

/** Bytes that were handed out and stay as they are: whoever looks at a beginning holds it while the rest comes. */
const KEPT_BYTES = 1024 * 1024

/**
 * One stream of a ring as it is written, without copying: a chunk stays valid until 1 MiB more was taken. What is left
 * of a stream given up before is passed over. Throws `SourceBroke` where the writer says so.
 */
export async function* ringBytes(
  ring: ByteRing,
  stream: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  const kept: RingRecord[] = []
  let keptBytes = 0
  for (;;) {
    const record = ring.take()
    if (record === undefined) {
      await ring.written()
    } else if (record.stream !== stream) {
      ring.free(record)
    } else if (record.content instanceof Uint8Array) {
      yield record.content
      kept.push(record)
      keptBytes += record.content.length
      while (keptBytes > KEPT_BYTES) keptBytes -= freeOldest(ring, kept)
    } else {
      ring.free(record)
      if (record.content === 'broken') throw new SourceBroke('the bytes broke off')
      return
    }
  }
}

/** How many bytes that were. */
function freeOldest(ring: ByteRing, kept: RingRecord[]): number {
  const oldest = kept.shift()
  if (oldest === undefined) return 0
  ring.free(oldest)
  return oldest.content.length
}
