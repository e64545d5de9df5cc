import type { LogBuilder, LoggedStep } from './build-log.ts'
import type { LogLine } from './log-line.ts'

/** One builder's way of printing. Lines of other programs pass by unheeded. */
export interface LogDialect {
  readonly builder: LogBuilder
  line(line: LogLine): void
  /** So far; a log can end anywhere. */
  steps(): readonly LoggedStep[]
  readonly otherSeconds: number | null
}
