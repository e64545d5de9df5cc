import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'

/** One figure of the table: a ratio with its ceiling, or why it could not be had. */
export type Row =
  | {
      readonly kind: 'measured'
      readonly name: string
      readonly ratio: number
      readonly ceiling: number
      readonly unit: string
    }
  /** Nothing promised: it says what the machine is like. */
  | { readonly kind: 'context'; readonly name: string; readonly ratio: number; readonly unit: string }
  | { readonly kind: 'skipped'; readonly name: string; readonly why: string }

export interface Run {
  readonly milliseconds: number
  /** Largest resident set, MB; 0 where the system does not tell. */
  readonly peakMegabytes: number
}

/** Runs a program to its end, its output thrown away. Throws when it fails: a fast failure is no good figure. */
export async function run(command: string, args: readonly string[]): Promise<Run> {
  const start = performance.now()
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit'] })
  let peak = 0
  const watch = setInterval(() => {
    peak = Math.max(peak, residentPeak(child.pid))
  }, 20)
  const [code] = await once(child, 'exit')
  clearInterval(watch)
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}`)
  return { milliseconds: performance.now() - start, peakMegabytes: peak }
}

function residentPeak(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024
  } catch {
    return 0 // it has just ended
  }
}

/** Median of the ratios of five pairs, each pair run in turn. */
export async function ratioOfPairs(
  measured: () => Promise<number>,
  against: () => Promise<number>,
  pairs = 5,
): Promise<number> {
  const ratios: number[] = []
  for (let pair = 0; pair < pairs; pair++) ratios.push((await measured()) / (await against()))
  return median(ratios)
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
