import type { Analysis, LayerFigures } from '../analysis.ts'
import { sumKnown } from '../figures.ts'

/** The sizes of some layers of an image; `null` = unknown. */
export interface PartFigures {
  readonly layers: number
  readonly unpackedBytes: number | null
  readonly transferBytes: number | null
  /** What the layers add to the final tree; below 0 when they remove more than they bring. */
  readonly finalBytes: number | null
  /** Bytes of these layers that no container sees, whichever layer killed them. */
  readonly wastedBytes: number | null
}

/** The base image and what is above it; each figure of the two adds up to the image's. */
export interface BaseFigures {
  readonly base: PartFigures
  readonly above: PartFigures
}

/** `null` when nobody knows where the base ends. */
export function baseFigures({ base, figures }: Pick<Analysis, 'base' | 'figures'>): BaseFigures | null {
  if (base === null) return null
  return { base: partFigures(figures.slice(0, base.layers)), above: partFigures(figures.slice(base.layers)) }
}

function partFigures(figures: readonly LayerFigures[]): PartFigures {
  return {
    layers: figures.length,
    unpackedBytes: sumKnown(figures.map(each => each.unpackedBytes)),
    transferBytes: sumKnown(figures.map(each => each.transferBytes)),
    finalBytes: sumKnown(figures.map(each => each.contributionBytes)),
    wastedBytes: sumKnown(figures.map(each => each.wastedBytes)),
  }
}
