import type { Analysis } from '../analysis.ts'
import type { Outcome } from './gate.ts'
import { decided, undecided, unreadableLayers, within } from './outcome.ts'
import type { Rule } from './rule.ts'

type Kind<Name extends Rule['kind']> = Extract<Rule, { kind: Name }>

/** Rules on an amount of bytes. */
export function judgeBytes({ name, most }: Kind<'bytes'>, analysis: Analysis): Outcome {
  if (name === 'max-layer') return judgeLargestLayer(most, analysis)
  const bytes = figureOf(name, analysis)
  if (bytes !== null) return decided(bytes <= most, { kind: 'bytes', bytes })
  return undecided(name === 'max-transfer' ? unknownTransfer(analysis) : unreadableLayers(analysis))
}

export function judgeLayers({ most }: Kind<'layers'>, { layers: { length: count } }: Analysis): Outcome {
  return decided(count <= most, { kind: 'count', count })
}

export function judgeWasteRatio({ most }: Kind<'wasteRatio'>, analysis: Analysis): Outcome {
  const { ratio } = analysis.waste
  if (ratio === null) return undecided(unreadableLayers(analysis))
  return decided(within(ratio, most), { kind: 'share', share: ratio })
}

export function judgeEfficiency({ least }: Kind<'efficiency'>, analysis: Analysis): Outcome {
  const { efficiency } = analysis.waste
  if (efficiency === null) return undecided(unreadableLayers(analysis))
  return decided(within(least, efficiency), { kind: 'share', share: efficiency })
}

/** Why nobody knows what a pull would move. */
export function unknownTransfer(analysis: Analysis): string {
  if (!analysis.complete) return unreadableLayers(analysis)
  return 'the source holds layers uncompressed, so what a pull moves is unknown; read the image from an OCI layout or a registry copy, as skopeo writes one'
}

function figureOf(
  name: Exclude<Kind<'bytes'>['name'], 'max-layer'>,
  { unpackedBytes, finalBytes, transferBytes, waste }: Analysis,
): number | null {
  switch (name) {
    case 'max-unpacked':
      return unpackedBytes
    case 'max-final':
      return finalBytes
    case 'max-transfer':
      return transferBytes
    case 'max-waste':
      return waste.bytes
    default:
      return name satisfies never
  }
}

/** One layer that is known to be too large is enough, whatever the others are. */
function judgeLargestLayer(most: number, analysis: Analysis): Outcome {
  const bytes = analysis.figures.reduce((largest, layer) => Math.max(largest, layer.unpackedBytes ?? 0), 0)
  if (bytes <= most && !analysis.complete) return undecided(unreadableLayers(analysis))
  return decided(bytes <= most, { kind: 'bytes', bytes })
}
