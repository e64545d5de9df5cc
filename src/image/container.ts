import type { ByteString } from './byte-string.ts'

/** A container, beside the image it was made from: what its engine says became of it. */
export interface ContainerRecord {
  readonly name: string
  readonly id: string
  /** The image as whoever made the container called it. */
  readonly image: string
  /** Index of the layer that holds the container's own changes. */
  readonly layer: number
  readonly state: ContainerState
  /** Where the engine mounts something over the tree: what is there then is in no layer. */
  readonly mounts: readonly string[]
  readonly log: ContainerLog
  /** When the engine was asked, RFC 3339. */
  readonly askedAt: string
}

export interface ContainerState {
  /** As the engine says it: `created`, `running`, `paused`, `restarting`, `exited`, `dead`, … */
  readonly status: string
  /** Of the last run; 0 while there was none, unless the engine could not start it. */
  readonly exitCode: number
  readonly oomKilled: boolean
  /** The engine's own words about a start that failed. */
  readonly error: string | null
  /** How often the engine started it again by itself. */
  readonly restarts: number
  /** RFC 3339; `null`: never. */
  readonly startedAt: string | null
  readonly finishedAt: string | null
  /** Bytes; `null` without a limit. */
  readonly memoryLimit: number | null
}

/** The end of what a container wrote. */
export type ContainerLog =
  | { readonly kind: 'lines'; readonly lines: readonly LogLine[] }
  /** The engine would not tell: its words. */
  | { readonly kind: 'refused'; readonly answer: string }

export interface LogLine {
  /** A terminal's output is one stream. */
  readonly stream: 'stdout' | 'stderr' | 'terminal'
  readonly text: ByteString
  /** Whether the line was longer than what is kept of it. */
  readonly cut: boolean
}

/** Whether a process of it runs now. */
export function isRunning({ status }: ContainerState): boolean {
  return status === 'running' || status === 'paused'
}
