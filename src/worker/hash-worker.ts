import { createHash, type Hash } from 'node:crypto'
import { parentPort } from 'node:worker_threads'
import { type HashAnswer, type HashRequest, SLOT_BYTES } from './hash-messages.ts'

/** The hashing thread: takes chunks of any number of streams, answers with their sha256. */
const hashes = new Map<number, Hash>()
let memory = new SharedArrayBuffer(0)

parentPort?.on('message', (request: HashRequest) => {
  const answer = answerTo(request)
  if (answer !== undefined) parentPort?.postMessage(answer)
})

function answerTo(request: HashRequest): HashAnswer | undefined {
  switch (request.kind) {
    case 'memory':
      memory = request.slots
      return undefined
    case 'chunk':
      hashOf(request.stream).update(new Uint8Array(memory, request.slot * SLOT_BYTES, request.bytes))
      return { kind: 'taken', slot: request.slot }
    case 'digest':
      return { kind: 'digest', stream: request.stream, hex: endHash(request.stream) }
    default:
      return request satisfies never
  }
}

function hashOf(stream: number): Hash {
  const known = hashes.get(stream)
  if (known !== undefined) return known
  const hash = createHash('sha256')
  hashes.set(stream, hash)
  return hash
}

function endHash(stream: number): string {
  const hex = hashOf(stream).digest('hex')
  hashes.delete(stream)
  return hex
}
