import type { BaseImage } from '../../analysis/base/base-image.ts'
import type { ImageDocuments, Step } from '../../image/image.ts'
import type { ImageState } from '../state.ts'

/** One line of the layers pane: a step, with or without a layer, or a layer no step claims. */
export interface StepRow {
  readonly step: Step | null
  /** The layer this line made; `null` for an empty step. */
  readonly layer: number | null
  /** The base image whose steps are folded into this line; `null` of every other. */
  readonly base: BaseImage | null
  /** The newest layer at or before this line: what is on disk once the step is done; −1 before the first. */
  readonly upTo: number
}

const rowsOf = new WeakMap<ImageDocuments, readonly StepRow[]>()

/** Steps in the order they ran; layers without a step stand where their number puts them. */
export function stepRows(documents: ImageDocuments): readonly StepRow[] {
  const known = rowsOf.get(documents)
  if (known !== undefined) return known
  const rows = arrangeRows(documents)
  rowsOf.set(documents, rows)
  return rows
}

function arrangeRows({ steps, layers }: ImageDocuments): StepRow[] {
  const rows: StepRow[] = []
  let next = 0
  const addOrphansBefore = (layer: number) => {
    for (; next < layer; next++) rows.push({ step: null, layer: next, base: null, upTo: next })
  }
  for (const step of steps) {
    if (step.layer !== null) {
      addOrphansBefore(step.layer)
      next = step.layer + 1
    }
    rows.push({ step, layer: step.layer, base: null, upTo: next - 1 })
  }
  addOrphansBefore(layers.length)
  return rows
}

/** The documents of an image as far as they are known. */
export function documentsOf(image: ImageState | undefined): ImageDocuments | undefined {
  if (image?.kind === 'reading') return image.documents
  return image?.kind === 'ready' ? image.analysis.documents : undefined
}

/** What made a layer, in the words of its history. */
export function instructionOf({ steps }: ImageDocuments, layer: number): string {
  return steps.find(step => step.layer === layer)?.instruction ?? '(no history)'
}
