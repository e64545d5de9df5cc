import { createHash, type Hash } from 'node:crypto'
import { parentPort, workerData } from 'node:worker_threads'
import { ByteRing, type RingRecord } from './byte-ring.ts'

/** What the hashing thread says: the sha256 of a stream that is over. */
export interface HashAnswer {
  readonly stream: number
  readonly sha256: Uint8Array
}

/** The hashing thread: empties the ring for as long as it lives. */
const hashes = new Map<number, Hash>()
const ring = new ByteRing(workerData)
while (true) {
  const record = ring.sleepUntilTaken()
  hash(record)
  ring.free(record)
}

function hash({ stream, content }: RingRecord): void {
  const state = hashes.get(stream) ?? createHash('sha256')
  if (content instanceof Uint8Array) {
    hashes.set(stream, state.update(content))
    return
  }
  hashes.delete(stream)
  parentPort?.postMessage({ stream, sha256: state.digest() } satisfies HashAnswer)
}
