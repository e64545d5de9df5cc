import type { Analysis } from '../../analysis/analysis.ts'
import { baseFigures, type PartFigures } from '../../analysis/base/base-figures.ts'
import type { BaseCertainty } from '../../analysis/base/base-image.ts'

/** Where the base image ends, how that is known, and what is its. The rest of each figure is above it. */
export interface BaseJson extends PartFigures {
  readonly certainty: BaseCertainty
  readonly name: string | null
  readonly evidence: readonly string[]
}

export function baseJson(analysis: Analysis): BaseJson | null {
  const { base } = analysis
  const figures = baseFigures(analysis)?.base
  if (base === null || figures === undefined) return null
  const { certainty, name, evidence } = base
  return { certainty, name, evidence, ...figures }
}
