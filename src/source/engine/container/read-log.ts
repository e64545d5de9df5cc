import { LayerscopeError } from '../../../errors.ts'
import type { ContainerLog } from '../../../image/container.ts'
import type { EngineClient } from '../client.ts'
import { engineBytes } from '../engine-bytes.ts'
import type { FoundContainer } from './inspect-container.ts'
import { LogTail } from './log-frames.ts'

/** The last lines a container wrote. An engine that does not keep logs says so; that is no fault. */
export async function readLog(
  client: EngineClient,
  { id, name, terminal }: FoundContainer,
  signal: AbortSignal,
): Promise<ContainerLog> {
  const tail = new LogTail({ terminal, lines: LINES })
  const what = `The log of the container "${name}"`
  const query = { stdout: 'true', stderr: 'true', tail: String(LINES) }
  const question = { path: `/containers/${id}/logs`, query, doing: `show the log of "${name}"`, what }
  let bytes = 0
  try {
    for await (const chunk of engineBytes(client, question, signal)) {
      tail.add(chunk)
      bytes += chunk.length
      if (bytes > BYTES_CEILING) break
    }
  } catch (error) {
    signal.throwIfAborted()
    if (!(error instanceof LayerscopeError)) throw error
    const { fault } = error
    return { kind: 'refused', answer: fault.kind === 'engineRefused' ? fault.answer : error.message }
  }
  return { kind: 'lines', lines: tail.finish() }
}

/** What is shown beside a verdict. */
const LINES = 10

/** An engine sends the lines asked for, however long each one is; of longer ones nobody reads the end. */
const BYTES_CEILING = 4 * 1024 * 1024
