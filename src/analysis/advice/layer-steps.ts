import type { ImageDocuments, Step } from '../../image/image.ts'
import { type Instruction, readInstruction } from '../../image/instruction.ts'

/** What made one layer, taken apart for advice about it. */
export interface LayerStep {
  readonly layer: number
  /** `other`: another tool's words, or no history at all. */
  readonly keyword: 'RUN' | 'COPY' | 'ADD' | 'WORKDIR' | 'FROM' | 'other'
  /** Of a RUN its options, `--mount=type=cache,target=/root/.cache`; of COPY and ADD `--chown=1:1`. */
  readonly options: readonly string[]
  /** What follows: the script of a RUN; sources and destination of a COPY. */
  readonly operands: string
  /** The whole instruction as the history shows it, without the values of build arguments. */
  readonly text: string
  /** Where it stands in the history; `null` when no step tells of the layer. */
  readonly step: Step | null
}

/** One row a layer, by index. */
export function layerSteps({ layers, steps }: ImageDocuments): readonly LayerStep[] {
  const byLayer = new Map(steps.map(step => [step.layer, step]))
  return layers.map(({ index }) => layerStep(index, byLayer.get(index) ?? null))
}

function layerStep(layer: number, step: Step | null): LayerStep {
  if (step === null) return { layer, keyword: 'other', options: [], operands: '', text: '(no history)', step }
  const text = withoutArguments(readInstruction(step.createdBy, step.comment))
  const keyword = KEYWORDS.find(each => text.startsWith(`${each} `)) ?? 'other'
  if (keyword === 'other') return { layer, keyword, options: [], operands: text, text, step }
  const rest = text.slice(keyword.length).trimStart()
  const options = /^(?:--\w[\w-]*(?:=\S+)?\s+)*/.exec(rest)?.[0] ?? ''
  return {
    layer,
    keyword,
    options: options.split(/\s+/).filter(word => word !== ''),
    operands: rest.slice(options.length),
    text,
    step,
  }
}

const KEYWORDS = ['RUN', 'COPY', 'ADD', 'WORKDIR', 'FROM'] as const

/** For reading, the values of build arguments stand behind a RUN. */
function withoutArguments({ text, buildArguments }: Instruction): string {
  const note = ` (with ${buildArguments.join(', ')})`
  return buildArguments.length > 0 && text.endsWith(note) ? text.slice(0, -note.length) : text
}
