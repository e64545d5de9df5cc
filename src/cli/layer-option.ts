import type { Analysis } from '../analysis/analysis.ts'
import { fail } from '../errors.ts'
import { NOTHING, type OptionInfo } from './command.ts'
import type { OptionValues } from './option-values.ts'
import { text } from './option-values.ts'

/** `--layer` and `--only-layer`, for every command that looks at files. */
export const LAYER_OPTIONS: readonly OptionInfo[] = [
  {
    syntax: '--layer <N>',
    description: 'the files as they are after layer N (or a diffId or digest prefix)',
    completes: NOTHING,
  },
  {
    syntax: '--only-layer <N>',
    description: 'only what layer N itself wrote and removed',
    completes: NOTHING,
  },
]

/** Which files are meant: all of them after a layer, or those of one layer. */
export interface LayerChoice {
  readonly layer: number
  readonly scope: 'stacked' | 'changes'
}

/** What the two options say of this image; without either, the final tree. */
export function chooseLayer(
  values: OptionValues,
  analysis: Pick<Analysis, 'layers'>,
  reference: string,
): LayerChoice {
  const stacked = text(values, 'layer')
  const only = text(values, 'onlyLayer')
  if (stacked !== null && only !== null)
    fail({ kind: 'usage', message: '--layer and --only-layer contradict each other; keep one.' })
  if (only !== null) return { layer: findLayer(only, analysis, reference), scope: 'changes' }
  const layer = stacked === null ? analysis.layers.length - 1 : findLayer(stacked, analysis, reference)
  return { layer, scope: 'stacked' }
}

/** The layer somebody means by its number or by the beginning of its diffId or digest. */
export function findLayer(asked: string, { layers }: Pick<Analysis, 'layers'>, reference: string): number {
  if (/^\d+$/.test(asked) && Number(asked) < layers.length) return Number(asked)
  const matches = layers.filter(({ diffId, digest }) => hasPrefix(diffId, asked) || hasPrefix(digest, asked))
  const [match, ...more] = matches
  if (match === undefined) return fail({ kind: 'noSuchLayer', reference, asked, layers: layers.length })
  if (more.length > 0) {
    const numbers = matches.map(({ index }) => index).join(', ')
    fail({
      kind: 'usage',
      message: `"${asked}" is more than one layer of ${reference}: ${numbers}. Say which by its number.`,
    })
  }
  return match.index
}

function hasPrefix(digest: string | null, asked: string): boolean {
  const digits = asked.toLowerCase().replace(/^sha256:/, '')
  return digest !== null && digits.length >= SHORTEST_PREFIX && digest.startsWith(`sha256:${digits}`)
}

/** Fewer digits than this name a layer by accident. */
const SHORTEST_PREFIX = 4
