import type { Fetch, PullCost } from '../../analysis/compare/pull-cost.ts'
import { amountCell, countOf } from '../amount.ts'
import { formatBytes } from '../format-bytes.ts'
import { formatDuration } from '../format-number.ts'

/** What is known best of a download, and what kind of figure that is. */
export interface BestKnown {
  /** `≤` an upper bound (unpacked), `~` compressed here. */
  readonly sign: '' | '~' | '≤ '
  /** To one node; `null` = unknown. */
  readonly bytes: number | null
}

export function bestKnown({ bytes, estimatedBytes, upperBoundBytes }: Fetch): BestKnown {
  if (bytes !== null) return { sign: '', bytes }
  if (estimatedBytes !== null) return { sign: '~', bytes: estimatedBytes }
  return { sign: '≤ ', bytes: upperBoundBytes }
}

/** Bytes to so many nodes: `≤ 23.18 GB`. */
export function fetchAmount(fetch: Fetch, nodes: number): string {
  const { sign, bytes } = bestKnown(fetch)
  return bytes === null ? '?' : `${sign}${formatBytes(bytes * nodes)}`
}

/** The time all nodes take; a bound or an estimate as its bytes are. Empty without a bandwidth. */
export function fetchTime(fetch: Fetch, { bandwidth }: PullCost): string {
  if (bandwidth === null) return ''
  return fetch.milliseconds === null ? '?' : `${bestKnown(fetch).sign}${formatDuration(fetch.milliseconds)}`
}

/** `Pulled by 20 nodes at 1 Gbit/s each`. */
export function pullTitle({ nodes, bandwidth }: PullCost): string {
  const speed = bandwidth === null ? '' : ` at ${formatBandwidth(bandwidth)} each`
  return `Pulled by ${countOf(nodes, 'node')}${speed}`
}

/** What the signs among these downloads mean. */
export function signNotes(fetches: readonly Fetch[]): readonly string[] {
  const known = fetches.map(bestKnown).filter(({ bytes }) => bytes !== null)
  const signs = new Set(known.map(({ sign }) => sign))
  return [
    ...(signs.has('~') ? ['~ estimated: compressed here with gzip, as engines do'] : []),
    ...(signs.has('≤ ')
      ? ['≤ upper bound, unpacked: the source holds layers uncompressed (--estimate-transfer)']
      : []),
  ]
}

/** What is fetched for nothing; `null` when nothing is. */
export function recompressedNote({ recompressedLayers: layers, recompressedBytes }: Fetch): string | null {
  return layers === 0
    ? null
    : `${countOf(layers, 'layer')} (${amountCell(recompressedBytes)}) only recompressed: the same content is fetched again`
}

/** `1 Gbit/s`, `2.5 Mbit/s`. */
export function formatBandwidth(bits: number): string {
  const unit = UNITS.findLast(([size]) => bits >= size) ?? UNITS[0]
  return `${Number((bits / unit[0]).toFixed(2))} ${unit[1]}bit/s`
}

const UNITS = [
  [1, ''],
  [1e3, 'k'],
  [1e6, 'M'],
  [1e9, 'G'],
  [1e12, 'T'],
] as const
