import { parentPort, workerData } from 'node:worker_threads'
import { readLayer } from '../layer/read-layer.ts'
import { placeBytes } from '../source/place-bytes.ts'
import { ByteRing } from './byte-ring.ts'
import { LayerHashers } from './layer-hashers.ts'
import {
  columnMemory,
  failedAnswer,
  type LayerAnswer,
  type LayerJob,
  type LayerThreadMemory,
} from './layer-message.ts'
import { ringBytes } from './ring-bytes.ts'

/** The layer thread: reads one layer after the other, for as long as it lives. */
const memory: LayerThreadMemory = workerData
const ring = new ByteRing(memory.ring)
const progress = new BigInt64Array(memory.progress)
const hashers = new LayerHashers()
/** Whoever loses interest ends the thread. */
const { signal } = new AbortController()

hashers.start()
parentPort?.on('message', (job: LayerJob) => void work(job))

async function work(job: LayerJob): Promise<void> {
  const answer = await read(job)
  parentPort?.postMessage(answer, answer.kind === 'read' ? columnMemory(answer.content) : [])
}

async function read({ stream, place, ...options }: LayerJob): Promise<LayerAnswer> {
  const bytes = place === null ? ringBytes(ring, stream) : placeBytes(place)
  const onBytes = (stored: number) => void Atomics.store(progress, 0, BigInt(stored))
  try {
    return { kind: 'read', content: await readLayer(bytes, { ...options, signal, hashers, onBytes }) }
  } catch (error) {
    return failedAnswer(error)
  }
}
