import type { Key } from './key-book.ts'
import type { Variable } from './stage-scope.ts'

/** What a builder makes of its inputs: every step of every stage, with all it is looked up by. */
export interface BuildPlan {
  readonly stages: readonly PlannedStage[]
  /** The stage the build is for. */
  readonly target: PlannedStage
}

export interface PlannedStage {
  readonly index: number
  readonly name: string | null
  /** The image it starts from, or the name of an earlier stage. */
  readonly base: string
  /** The earlier stage it starts from. */
  readonly baseStage: number | null
  /** Whether the target needs it; the classic builder builds every stage up to the target. */
  readonly isBuilt: boolean
  /** The FROM line first. */
  readonly steps: readonly PlannedStep[]
  /** Key of what the last step leaves. */
  readonly key: Key
}

export interface PlannedStep {
  readonly line: number
  readonly lastLine: number
  /** On one line: `COPY . .`; `ONBUILD RUN make` for a trigger of the stage it starts from. */
  readonly instruction: string
  /** `config`: the builder only notes it in the image, and looks nothing up. */
  readonly role: 'from' | 'step' | 'config'
  /** As written, for comparing two Dockerfiles. */
  readonly written: string
  /** What it is looked up by, besides what came before it. */
  readonly parts: readonly Part[]
  /** Variables that stand in its text. */
  readonly used: readonly Variable[]
  /** Earlier stages whose files it takes, by index: looked up by what those files hold. */
  readonly reads: readonly number[]
  readonly certainty: Certainty
  /** Sources of a COPY that the context does not have. */
  readonly missing: readonly string[]
  /** `COPY --link`: looked up without what came before it. */
  readonly isLinked: boolean
  readonly key: Key
}

/** Whether equal keys are enough: a download is looked at again, a writable mount is never looked up. */
export type Certainty = 'keyed' | 'download' | 'never'

/** One thing a step is looked up by. */
export interface Part {
  /** What it is, once in a step: `file go.mod`, `ARG VERSION`, `text`. */
  readonly label: string
  readonly value: string
  readonly origin: Origin
}

export type Origin =
  | { readonly kind: 'base'; readonly image: string }
  | { readonly kind: 'text' }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'variable'; readonly variable: Variable }
  | { readonly kind: 'setting'; readonly keyword: 'WORKDIR' | 'USER' | 'SHELL' }
  | { readonly kind: 'order' }
  /** Whether the classic builder writes that there are build arguments. */
  | { readonly kind: 'prefix' }
  | { readonly kind: 'output'; readonly stage: number }

/** What one kind of instruction says of its step; the planner adds the rest. */
export interface StepDraft {
  readonly parts: readonly Part[]
  readonly used?: readonly Variable[]
  readonly reads?: readonly number[]
  readonly certainty?: Certainty
  readonly missing?: readonly string[]
  readonly isLinked?: boolean
}
