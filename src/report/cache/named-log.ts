import type { BuildLog, LoggedStep } from '../../analysis/cache/log/build-log.ts'

/** A log with its name and, where a Dockerfile was given, the line each step stands at. */
export interface NamedLog {
  /** As the user typed it. */
  readonly name: string
  readonly log: BuildLog
  readonly lines: ReadonlyMap<LoggedStep, number>
}
