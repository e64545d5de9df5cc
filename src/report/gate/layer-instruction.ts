import type { Analysis } from '../../analysis/analysis.ts'
import { type Segment, words } from '../line.ts'

/** The instruction that made a layer, in one line. */
export function layerInstruction({ documents }: Analysis, layer: number): Segment {
  const step = documents.layers[layer]?.step ?? null
  return words(
    step === null ? '(no history)' : (documents.steps[step]?.instruction ?? '').replace(/\s+/g, ' '),
  )
}
