import type { KnownImage } from '../../image/known-image.ts'
import type { Analysis } from '../analysis.ts'
import { wasteWithoutBase } from '../waste.ts'
import type { BaseCertainty, BaseImage } from './base-image.ts'
import { findBase } from './find-base.ts'

/** The base that further known images tell; `null` when they tell nothing better than is known. */
export function betterBase({ base, documents }: Analysis, known: readonly KnownImage[]): BaseImage | null {
  const found = findBase(documents, null, known)
  if (found === null || base === null) return found
  const isSurer = CERTAINTIES.indexOf(found.certainty) < CERTAINTIES.indexOf(base.certainty)
  return isSurer || (found.certainty === base.certainty && found.layers > base.layers) ? found : null
}

/** The surest first. */
const CERTAINTIES: readonly BaseCertainty[] = ['stated', 'matched', 'likely']

/** The same image with another base, as when an image that is read later turns out to be it. */
export function withBase(analysis: Analysis, base: BaseImage): Analysis {
  const { waste, figures } = analysis
  const withoutBase = waste.bytes === null ? null : wasteWithoutBase(waste.shares, figures, base.layers)
  return { ...analysis, base, waste: { ...waste, withoutBase } }
}
