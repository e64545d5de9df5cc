import type { LoggedStep } from './build-log.ts'
import type { LogDialect } from './dialect.ts'
import type { LogLine } from './log-line.ts'
import { StepList } from './step-list.ts'

/**
 * BuildKit's `--progress=plain`, the lines of steps in any order:
 *
 *     #7 [builder 2/5] RUN go mod download
 *     #7 0.312 go: downloading …
 *     #8 CACHED
 *     #7 DONE 1.2s
 */
export class PlainDialect implements LogDialect {
  readonly builder = 'buildkit'
  otherSeconds: number | null = null
  readonly #steps = new StepList()

  line({ text }: LogLine): void {
    const [, vertex, rest] = /^#(\d{1,9}) (.*)$/.exec(text) ?? []
    if (vertex === undefined || rest === undefined) return
    const step = readStep(rest)
    if (step !== null) this.#steps.add(vertex, step)
    else this.#result(vertex, rest)
  }

  steps(): readonly LoggedStep[] {
    return this.#steps.all().toSorted(byStage(this.#steps.all()))
  }

  #result(vertex: string, rest: string): void {
    const done = /^DONE (\d+(?:\.\d+)?)s$/.exec(rest)
    const seconds = Number(done?.[1] ?? 0)
    if (this.#steps.get(vertex) === undefined) {
      if (done !== null) this.otherSeconds = (this.otherSeconds ?? 0) + seconds
    } else if (done !== null) this.#steps.update(vertex, { state: 'ran', seconds })
    else if (rest === 'CACHED') this.#steps.update(vertex, { state: 'cached', seconds: 0 })
    else if (rest.startsWith('ERROR')) this.#steps.update(vertex, { state: 'failed' })
    else if (rest === 'CANCELED') this.#steps.update(vertex, { state: 'canceled' })
  }
}

/**
 * BuildKit's progress for people, as copied from a terminal; a step is printed again and again while it runs:
 *
 *      => CACHED [builder 2/5] WORKDIR /app                  0.0s
 *      => [builder 3/5] RUN go mod download                  1.2s
 */
export class TerminalDialect implements LogDialect {
  readonly builder = 'buildkit'
  otherSeconds: number | null = null
  readonly #steps = new StepList()

  line({ text }: LogLine): void {
    const [mark, word = ''] = /^ ?=> (?:(CACHED|ERROR|CANCELED) )?(?=\[)/.exec(text) ?? []
    const [end, seconds] = /\s(\d{1,9}(?:\.\d{1,3})?)s$/.exec(text) ?? []
    if (mark === undefined || end === undefined) return
    const step = readStep(text.slice(mark.length, -end.length).trimEnd())
    if (step === null) return
    const key = `${step.stage} ${step.number}`
    this.#steps.add(key, step)
    const state = WORDS[word] ?? 'ran'
    this.#steps.update(key, { state, seconds: state === 'cached' ? 0 : Number(seconds) })
  }

  steps(): readonly LoggedStep[] {
    return this.#steps.all().toSorted(byStage(this.#steps.all()))
  }
}

const WORDS: Readonly<Record<string, LoggedStep['state']>> = {
  CACHED: 'cached',
  ERROR: 'failed',
  CANCELED: 'canceled',
}

/** `[2/5] RUN …`, `[builder 2/5] RUN …`, `[linux/arm64 builder 2/5] RUN …`; `null` for `[internal] …` and FROM. */
function readStep(text: string): LoggedStep | null {
  const [, stage = '', number, of, instruction] =
    /^\[(?:([^\]\n]{1,200}) )?(\d{1,6})\/(\d{1,6})\] (.+)$/.exec(text) ?? []
  if (number === undefined || of === undefined || instruction === undefined) return null
  if (/^FROM\s/.test(instruction)) return null
  return { stage, number: Number(number), of: Number(of), instruction, state: 'unfinished', seconds: null }
}

/** Stages in the order they appear, their steps as they are counted: as the Dockerfile has them. */
function byStage(steps: readonly LoggedStep[]): (left: LoggedStep, right: LoggedStep) => number {
  const order = new Map<string, number>()
  for (const { stage } of steps) if (!order.has(stage)) order.set(stage, order.size)
  return (left, right) =>
    (order.get(left.stage) ?? 0) - (order.get(right.stage) ?? 0) || left.number - right.number
}
