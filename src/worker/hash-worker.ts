import { createHash, type Hash } from 'node:crypto'
import { parentPort } from 'node:worker_threads'
import type { HashAnswer, HashRequest } from './hash-messages.ts'

/** The hashing thread: takes chunks of any number of streams, answers with their sha256. */
const hashes = new Map<number, Hash>()

parentPort?.on('message', (request: HashRequest) => parentPort?.postMessage(answer(request)))

function answer(request: HashRequest): HashAnswer {
  const hash = hashes.get(request.stream) ?? createHash('sha256')
  if (request.kind === 'chunk') {
    hashes.set(request.stream, hash.update(request.chunk))
    return { kind: 'taken', stream: request.stream, bytes: request.chunk.length }
  }
  hashes.delete(request.stream)
  return { kind: 'digest', stream: request.stream, hex: hash.digest('hex') }
}
