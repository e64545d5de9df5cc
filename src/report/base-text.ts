import type { Analysis } from '../analysis/analysis.ts'
import type { BaseImage } from '../analysis/base/base-image.ts'
import { countOf } from './amount.ts'

/** The base of an image that has one; a base of no layers is what `--base 0` says. */
export function shownBase({ base }: Pick<Analysis, 'base'>): BaseImage | null {
  return base === null || base.layers === 0 ? null : base
}

/** `debian:bookworm`, `likely base`: what to call it where there is room for a few words. */
export function baseName({ name, certainty }: BaseImage): string {
  if (certainty !== 'likely') return name ?? 'base image'
  return name === null ? 'likely base' : `${name} (likely)`
}

/** `debian:bookworm, 1 layer (matched: layer 0 is that of debian:bookworm)`. */
export function baseSentence({ name, layers, certainty, evidence }: BaseImage): string {
  const known = evidence.length === 0 ? certainty : `${certainty}: ${evidence.join('; ')}`
  return `${name === null ? '' : `${name}, `}${countOf(layers, 'layer')} (${known})`
}
