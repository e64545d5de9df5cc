import type { Diagnosis } from '../../analysis/doctor.ts'
import type { ContainerRecord } from '../../image/container.ts'
import { explainEnd } from '../container/explain-end.ts'
import { nameJson } from './name-json.ts'

/** What became of a container, beside doctor's verdict. */
export interface ContainerJson {
  readonly name: string
  readonly id: string
  readonly image: string
  readonly layer: number
  readonly status: string
  readonly exitCode: number
  readonly oomKilled: boolean
  readonly error: string | null
  readonly restarts: number
  readonly startedAt: string | null
  readonly finishedAt: string | null
  readonly memoryLimitBytes: number | null
  readonly mounts: readonly string[]
  readonly explanation: string
  readonly log: ContainerLogJson
}

export interface ContainerLogJson {
  readonly lines: readonly LogLineJson[]
  /** Why there are none. */
  readonly refused: string | null
}

export interface LogLineJson {
  readonly stream: 'stdout' | 'stderr' | 'terminal'
  readonly text: string
  readonly cut: boolean
}

export function containerJson(container: ContainerRecord, diagnosis: Diagnosis): ContainerJson {
  const { name, id, image, layer, mounts, log } = container
  const { memoryLimit, ...state } = container.state
  return {
    name,
    id,
    image,
    layer,
    ...state,
    memoryLimitBytes: memoryLimit,
    mounts,
    explanation: explainEnd(container, diagnosis),
    log:
      log.kind === 'refused'
        ? { lines: [], refused: log.answer }
        : { lines: log.lines.map(line => ({ ...line, text: nameJson(line.text) })), refused: null },
  }
}
