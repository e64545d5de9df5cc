import type { Analysis } from '../../analysis/analysis.ts'
import type { ExploreView, ImageState } from '../state.ts'
import { documentsOf, type StepRow, stepRows } from './step-rows.ts'

/** The lines of the layers pane as they are shown: those of the base image may be folded into the first. */
export interface ShownSteps {
  readonly rows: readonly StepRow[]
  /** The line under the cursor. */
  readonly cursor: number
  /** Steps the first line stands for; 0 when nothing is folded. */
  readonly folded: number
}

/** What decides about the lines. The cursor is a step, not a line, so that folding does not move it. */
export type StepChoices = Pick<ExploreView, 'step' | 'baseFold'>

/** `undefined` while nothing is known of the image. */
export function shownSteps(image: ImageState | undefined, choices: StepChoices): ShownSteps | undefined {
  const documents = documentsOf(image)
  if (documents === undefined) return undefined
  const all = stepRows(documents)
  const folded = image?.kind === 'ready' && isBaseFolded(image.analysis, choices) ? baseSteps(image) : 0
  const rows = folded === 0 || image?.kind !== 'ready' ? all : foldedRows(image.analysis, all, folded)
  const cursor = folded === 0 ? choices.step : Math.max(0, choices.step - folded + 1)
  return { rows, cursor: Math.max(0, Math.min(cursor, rows.length - 1)), folded }
}

/** The line under the cursor. */
export function shownStep(image: ImageState | undefined, choices: StepChoices): StepRow | undefined {
  const shown = shownSteps(image, choices)
  return shown?.rows[shown.cursor]
}

/** The step a line is about: of a folded base its uppermost, so that the line above the others is next to them. */
export function stepOfRow({ folded }: ShownSteps, row: number): number {
  return folded === 0 ? row : row + folded - 1
}

/** Steps up to the last layer of the base, as far as one can be folded; 0 where none is known. */
export function baseSteps(image: ImageState | undefined): number {
  if (image?.kind !== 'ready' || image.analysis.base === null) return 0
  const { base, documents } = image.analysis
  return stepRows(documents).findIndex(({ layer }) => layer === base.layers - 1) + 1
}

/**
 * Whether the base is one line. Untouched, it is where it is sure and long enough to be in the way of what the image
 * adds; the line says what the base wastes, so nothing is lost from sight.
 */
export function isBaseFolded({ base }: Analysis, { baseFold }: Pick<StepChoices, 'baseFold'>): boolean {
  if (base === null || baseFold !== 'auto') return base !== null && baseFold === 'closed'
  return base.certainty !== 'likely' && base.layers > SHORT_BASE
}

/** Layers that are not worth a fold. */
const SHORT_BASE = 2

const foldedOf = new WeakMap<Analysis, readonly StepRow[]>()

function foldedRows(analysis: Analysis, all: readonly StepRow[], folded: number): readonly StepRow[] {
  const known = foldedOf.get(analysis)
  if (known !== undefined) return known
  const upTo = (analysis.base?.layers ?? 0) - 1
  const rows = [{ step: null, layer: null, upTo, base: analysis.base }, ...all.slice(folded)]
  foldedOf.set(analysis, rows)
  return rows
}
