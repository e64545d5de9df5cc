import { type LogTotals, logTotals } from '../../analysis/cache/log/build-log.ts'
import { formatPercent } from '../format-number.ts'
import { secondsCell } from './log-cells.ts'
import type { NamedLog } from './named-log.ts'

/** One figure of two logs. */
export interface LogFigure {
  readonly title: string
  readonly a: string
  readonly b: string
  readonly difference: string
}

/** What the second build did otherwise: steps cached and run, and the seconds where both logs have them. */
export function logFigures(a: NamedLog, b: NamedLog): LogFigure[] {
  const [inA, inB] = [logTotals(a.log), logTotals(b.log)]
  return [
    count('Steps', inA.steps, inB.steps),
    count('Cached', inA.cached, inB.cached),
    count('Ran', inA.ran, inB.ran),
    seconds('Seconds of steps', inA.seconds, inB.seconds),
    ...elapsed(a, b),
  ]
}

/** Seconds the steps of B took less than those of A; `null` when a log does not say. */
export function savedSeconds(a: LogTotals, b: LogTotals): number | null {
  return a.seconds === null || b.seconds === null ? null : a.seconds - b.seconds
}

function elapsed(a: NamedLog, b: NamedLog): LogFigure[] {
  const [inA, inB] = [a.log.elapsedSeconds, b.log.elapsedSeconds]
  return inA === null && inB === null ? [] : [seconds('Seconds in all', inA, inB)]
}

function count(title: string, a: number, b: number): LogFigure {
  return { title, a: String(a), b: String(b), difference: signed(b - a, String(Math.abs(b - a))) }
}

function seconds(title: string, a: number | null, b: number | null): LogFigure {
  const difference = a === null || b === null ? '?' : change(a, b)
  return { title, a: secondsCell(a), b: secondsCell(b), difference }
}

function change(a: number, b: number): string {
  const share = a > 0 ? ` (${signed(b - a, formatPercent(Math.abs(b - a) / a))})` : ''
  return `${signed(b - a, Math.abs(b - a).toFixed(1))}${share}`
}

function signed(difference: number, text: string): string {
  return difference === 0 ? text : difference < 0 ? `\u2212${text}` : `+${text}`
}
