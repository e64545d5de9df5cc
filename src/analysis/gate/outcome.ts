import type { Analysis } from '../analysis.ts'
import type { Actual, Outcome } from './gate.ts'

/** The outcome of a rule that could be decided. */
export function decided(holds: boolean, actual: Actual): Outcome {
  return { kind: holds ? 'passed' : 'broken', actual }
}

export function undecided(why: string): Outcome {
  return { kind: 'undecided', why }
}

/** Why a figure of an image read in part is unknown. */
export function unreadableLayers({ layers }: Analysis): string {
  const indexes = layers.filter(({ kind }) => kind === 'unreadable').map(({ index }) => index)
  return indexes.length === 1
    ? `layer ${indexes[0]} could not be read`
    : `layers ${indexes.join(', ')} could not be read`
}

/**
 * Whether a figure stays within its limit. Shares are quotients: what only their last digit says is no excess.
 */
export function within(figure: number, limit: number): boolean {
  return figure - limit <= ROUNDING * Math.max(1, Math.abs(limit))
}

const ROUNDING = 1e-12
