import type { LogBuilder, LoggedState, LoggedStep } from '../../analysis/cache/log/build-log.ts'
import type { Tone } from '../line.ts'

/** Seconds as builders print them: `1.2`; `?` when the log does not say. */
export function secondsCell(seconds: number | null): string {
  return seconds === null ? '?' : seconds.toFixed(1)
}

/** Of a step: nothing for one that took none. */
export function stepSeconds({ state, seconds }: LoggedStep): string {
  return state === 'cached' ? '' : secondsCell(seconds)
}

export const STATE_TONES = {
  cached: 'added',
  ran: 'warning',
  failed: 'error',
  canceled: 'faint',
  unfinished: 'faint',
} as const satisfies Record<LoggedState, Tone>

export const BUILDER_NAMES: Readonly<Record<LogBuilder, string>> = {
  buildkit: 'BuildKit',
  classic: 'the classic builder',
  buildah: 'Buildah',
}

/** A step's words on one line. */
export function stepText({ instruction }: LoggedStep): string {
  return instruction.replace(/\s+/g, ' ').trim()
}
