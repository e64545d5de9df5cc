import type { BuildLog } from './build-log.ts'
import { PlainDialect, TerminalDialect } from './buildkit-dialect.ts'
import { ClassicDialect } from './classic-dialect.ts'
import type { LogDialect } from './dialect.ts'
import { type LogLine, logLine } from './log-line.ts'

/** Reads a log line by line, in memory bounded by its steps. */
export class BuildLogReader {
  readonly #dialects: readonly LogDialect[] = [
    new PlainDialect(),
    new TerminalDialect(),
    new ClassicDialect(),
  ]
  #first: number | null = null
  #last: number | null = null
  #lines = 0
  #isCut = false

  /** A line without its end. */
  add(raw: string): void {
    this.#lines++
    if (this.#isCut) return
    const line = logLine(raw.slice(0, LONGEST_LINE))
    this.#keepTime(line)
    for (const dialect of this.#dialects) dialect.line(line)
    this.#isCut = this.#dialects.some(
      dialect => this.#lines % LOOK_EVERY === 0 && dialect.steps().length > MOST_STEPS,
    )
  }

  /** `null`: nothing in it is a builder's step. */
  end(): BuildLog | null {
    const dialect = this.#dialects.toSorted((left, right) => right.steps().length - left.steps().length)[0]
    const steps = dialect?.steps().slice(0, MOST_STEPS) ?? []
    if (dialect === undefined || steps.length === 0) return null
    return {
      builder: dialect.builder,
      steps,
      otherSeconds: dialect.otherSeconds,
      elapsedSeconds: elapsed(this.#first, this.#last),
      isCut: this.#isCut,
    }
  }

  /** Lines seen. */
  get lines(): number {
    return this.#lines
  }

  #keepTime({ time }: LogLine): void {
    if (time === null) return
    this.#first ??= time
    this.#last = time
  }
}

/** Characters looked at. Instructions are shorter; output may be anything. */
export const LONGEST_LINE = 16 * 1024
/** No Dockerfile has more. */
const MOST_STEPS = 10_000
/** Lines between two looks at the limit. */
const LOOK_EVERY = 1024

function elapsed(first: number | null, last: number | null): number | null {
  return first === null || last === null || last < first ? null : (last - first) / 1000
}
