import { createHash, type Hash } from 'node:crypto'
import { parentPort, workerData } from 'node:worker_threads'
import { HashRing } from './hash-ring.ts'

/** What the hashing thread says: the sha256 of a stream that is over. */
export interface HashAnswer {
  readonly stream: number
  readonly sha256: Uint8Array
}

/** The hashing thread: empties the ring for as long as it lives. */
const hashes = new Map<number, Hash>()
const ring = new HashRing(workerData)
while (true) ring.empty(take)

function take(stream: number, bytes: Uint8Array | null): void {
  const hash = hashes.get(stream) ?? createHash('sha256')
  if (bytes !== null) {
    hashes.set(stream, hash.update(bytes))
    return
  }
  hashes.delete(stream)
  parentPort?.postMessage({ stream, sha256: hash.digest() } satisfies HashAnswer)
}
