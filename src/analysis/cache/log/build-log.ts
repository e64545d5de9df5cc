/** A build as its builder printed it. */
export interface BuildLog {
  readonly builder: LogBuilder
  readonly steps: readonly LoggedStep[]
  /** What is neither step: loading, base images, exporting; seconds. `null`: not printed. */
  readonly otherSeconds: number | null
  /** From the first line's time to the last one's, where lines have one. */
  readonly elapsedSeconds: number | null
  /** Lines after a limit, of which nothing is known. */
  readonly isCut: boolean
}

export type LogBuilder = 'buildkit' | 'classic' | 'buildah'

/** One RUN, COPY, … of a stage. FROM is none. */
export interface LoggedStep {
  /** As the builder calls it; empty when there is but one. */
  readonly stage: string
  /** As the builder counts: `3` of `[3/7]`, of `Step 3/7`. */
  readonly number: number
  readonly of: number
  readonly instruction: string
  readonly state: LoggedState
  /** `null`: the log does not say. */
  readonly seconds: number | null
}

/** `unfinished`: the log says no more of it. */
export const LOGGED_STATES = ['cached', 'ran', 'failed', 'canceled', 'unfinished'] as const

export type LoggedState = (typeof LOGGED_STATES)[number]

/** Steps by what became of them, and their seconds. */
export interface LogTotals {
  readonly steps: number
  readonly cached: number
  readonly ran: number
  /** Of the steps that ran; `null`: not printed for all of them. */
  readonly seconds: number | null
}

/** Steps run beside each other: their seconds can be more than the build took. */
export function logTotals({ steps }: BuildLog): LogTotals {
  const ran = steps.filter(({ state }) => state !== 'cached')
  const seconds = ran.map(step => step.seconds)
  return {
    steps: steps.length,
    cached: steps.length - ran.length,
    ran: ran.length,
    seconds: seconds.some(each => each === null)
      ? null
      : seconds.reduce<number>((sum, each) => sum + (each ?? 0), 0),
  }
}
