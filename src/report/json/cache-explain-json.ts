import type {
  Advice,
  CacheExplanation,
  Cause,
  CauseKind,
  ExplainedStep,
  FileChange,
  LayerRelation,
  StepState,
} from '../../analysis/cache/cache-explanation.ts'
import { adviceText } from '../cache/advice-text.ts'
import { causeEvidence, causeSentence } from '../cache/cause-text.ts'
import { nameBytesJson, nameJson } from './name-json.ts'
import { SCHEMA_VERSION } from './schema-version.ts'

/** What `layerscope cache explain --json` prints. */
export interface CacheExplainJson {
  readonly schemaVersion: string
  readonly complete: boolean
  readonly reversed: boolean
  readonly old: string
  readonly new: string
  readonly firstDivergence: DivergenceJson | null
  readonly steps: readonly ExplainedStepJson[]
  readonly cachedSteps: number
  readonly ranSteps: number
  readonly repushedBytes: number
  readonly repushedTransferBytes: number | null
  readonly advice: readonly AdviceJson[]
}

export interface DivergenceJson {
  /** Index in NEW's history; `null` when only OLD had the step. */
  readonly step: number | null
  readonly layer: number | null
  readonly instruction: string
  readonly cause: CauseKind
  readonly message: string
  /** The words before and after, or the files, as text. */
  readonly evidence: readonly string[]
  readonly files: readonly FileChangeJson[]
}

export interface FileChangeJson {
  readonly path: string
  readonly pathBytes?: string
  readonly change: FileChange['change']
  readonly differs: FileChange['differs']
}

export interface ExplainedStepJson {
  readonly step: number | null
  readonly oldStep: number | null
  readonly layer: number | null
  readonly instruction: string
  readonly state: StepState
  readonly cause: CauseKind | null
  readonly files: LayerRelation | null
  readonly unpackedBytes: number | null
  readonly repushedBytes: number
}

export interface AdviceJson {
  readonly kind: Advice['kind']
  readonly message: string
}

export function cacheExplainJson(
  explanation: CacheExplanation,
  references: { readonly old: string; readonly new: string },
): CacheExplainJson {
  const { complete, steps, firstMiss, cached, ran, advice } = explanation
  const missed = firstMiss === null ? undefined : steps[firstMiss]
  return {
    schemaVersion: SCHEMA_VERSION,
    complete,
    reversed: explanation.isReversed,
    old: references.old,
    new: references.new,
    firstDivergence: missed?.cause == null ? null : divergenceJson(missed, missed.cause),
    steps: steps.map(stepJson),
    cachedSteps: cached,
    ranSteps: ran,
    repushedBytes: explanation.repushedBytes,
    repushedTransferBytes: explanation.repushedTransferBytes,
    advice: advice.map(each => ({ kind: each.kind, message: adviceText(each) })),
  }
}

function divergenceJson(step: ExplainedStep, cause: Cause): DivergenceJson {
  return {
    step: step.new?.index ?? null,
    layer: step.new?.layer ?? null,
    instruction: step.instruction,
    cause: cause.kind,
    message: causeSentence(cause),
    evidence: causeEvidence(cause, MOST_EVIDENCE),
    files: 'files' in cause ? cause.files.map(fileJson) : [],
  }
}

/** Lines of text; `files` has all. */
const MOST_EVIDENCE = 100

function fileJson({ path, change, differs }: FileChange): FileChangeJson {
  const pathBytes = nameBytesJson(path)
  return { path: nameJson(path), ...(pathBytes === undefined ? {} : { pathBytes }), change, differs }
}

function stepJson(step: ExplainedStep): ExplainedStepJson {
  return {
    step: step.new?.index ?? null,
    oldStep: step.old?.index ?? null,
    layer: step.new?.layer ?? null,
    instruction: step.instruction,
    state: step.state,
    cause: step.cause?.kind ?? null,
    files: step.files,
    unpackedBytes: step.unpackedBytes,
    repushedBytes: step.repushedBytes,
  }
}
