import type { BuildInputs } from './build-inputs.ts'
import type { PlannedStage } from './build-plan.ts'
import type { KeyBook } from './key-book.ts'
import type { StageScope, Variable } from './stage-scope.ts'

/** Where a plan has got to. */
export interface Planning {
  readonly inputs: BuildInputs
  readonly book: KeyBook
  /** ARGs before the first FROM. */
  readonly globals: readonly Variable[]
  /** Stages planned so far. */
  readonly stages: readonly PlannedStage[]
  /** What the instructions of this stage so far leave. */
  readonly scope: StageScope
}
