import {
  type LogBuilder,
  type LoggedState,
  type LoggedStep,
  logTotals,
} from '../../analysis/cache/log/build-log.ts'
import { pairLogs } from '../../analysis/cache/log/line-up.ts'
import { savedSeconds } from '../cache/log-difference.ts'
import type { NamedLog } from '../cache/named-log.ts'
import { SCHEMA_VERSION } from './schema-version.ts'

/** What `layerscope cache log --json` prints. */
export interface CacheLogJson {
  readonly schemaVersion: string
  readonly builds: readonly LoggedBuildJson[]
  /** Of two logs. */
  readonly difference: LogDifferenceJson | null
}

export interface LoggedBuildJson {
  readonly file: string
  readonly builder: LogBuilder
  readonly cachedSteps: number
  readonly ranSteps: number
  readonly seconds: number | null
  readonly otherSeconds: number | null
  readonly elapsedSeconds: number | null
  readonly steps: readonly LoggedStepJson[]
}

export interface LoggedStepJson {
  readonly line: number | null
  readonly stage: string | null
  readonly number: number
  readonly of: number
  readonly instruction: string
  readonly state: LoggedState
  readonly seconds: number | null
}

export interface LogDifferenceJson {
  /** More steps of the second build came from the cache. */
  readonly cachedSteps: number
  readonly savedSeconds: number | null
  readonly rows: readonly LogRowJson[]
}

/** Positions in `steps` of the first and the second build. */
export interface LogRowJson {
  readonly a: number | null
  readonly b: number | null
}

export function cacheLogJson(first: NamedLog, second: NamedLog | null): CacheLogJson {
  return {
    schemaVersion: SCHEMA_VERSION,
    builds: [first, ...(second === null ? [] : [second])].map(buildJson),
    difference: second === null ? null : differenceJson(first, second),
  }
}

function buildJson({ name, log, lines }: NamedLog): LoggedBuildJson {
  const { cached, ran, seconds } = logTotals(log)
  return {
    file: name,
    builder: log.builder,
    cachedSteps: cached,
    ranSteps: ran,
    seconds: seconds === null ? null : inMilliseconds(seconds),
    otherSeconds: log.otherSeconds === null ? null : inMilliseconds(log.otherSeconds),
    elapsedSeconds: log.elapsedSeconds,
    steps: log.steps.map(step => stepJson(step, lines.get(step) ?? null)),
  }
}

function stepJson(step: LoggedStep, line: number | null): LoggedStepJson {
  const { stage, number, of, instruction, state, seconds } = step
  return { line, stage: stage === '' ? null : stage, number, of, instruction, state, seconds }
}

function differenceJson(a: NamedLog, b: NamedLog): LogDifferenceJson {
  const [inA, inB] = [logTotals(a.log), logTotals(b.log)]
  const saved = savedSeconds(inA, inB)
  const placeInA = new Map(a.log.steps.map((step, at) => [step, at]))
  const placeInB = new Map(b.log.steps.map((step, at) => [step, at]))
  return {
    cachedSteps: inB.cached - inA.cached,
    savedSeconds: saved === null ? null : inMilliseconds(saved),
    rows: pairLogs(a.log, b.log).map(pair => ({
      a: pair.a === null ? null : (placeInA.get(pair.a) ?? null),
      b: pair.b === null ? null : (placeInB.get(pair.b) ?? null),
    })),
  }
}

/** Sums of tenths are not exact in binary. */
function inMilliseconds(seconds: number): number {
  return Math.round(seconds * 1000) / 1000
}
