import type { Step } from '../../image/image.ts'
import type { TreePath } from '../../image/tree-path.ts'
import type { Difference } from '../../tree/change.ts'

/** Why the second of two builds did not take everything from the cache of the first (semantics §8). */
export interface CacheExplanation {
  /** Whether every layer of both could be read. If not, some causes are `unread`. */
  readonly complete: boolean
  /** NEW says it was made before OLD: somebody may have named them the wrong way round. */
  readonly isReversed: boolean
  /** The steps of NEW in order, those only OLD had standing where they were. */
  readonly steps: readonly ExplainedStep[]
  /** Position in `steps` of the first that did not come from the cache; `null`: no miss. */
  readonly firstMiss: number | null
  readonly cached: number
  readonly ran: number
  /** Unpacked bytes of layers that hold the same files as before and must be pushed again all the same. */
  readonly repushedBytes: number
  /** The same as pushed, compressed; `null` when a source does not say. */
  readonly repushedTransferBytes: number | null
  readonly advice: readonly Advice[]
}

/**
 * `base` stands in the image that is built upon · `cached` · `ran` · `setting` changes the configuration only, and the
 * builder caches no such step · `removed` only OLD had it
 */
export const STEP_STATES = ['base', 'cached', 'ran', 'setting', 'removed'] as const

export type StepState = (typeof STEP_STATES)[number]

/**
 * What became of a step's files: `sameLayer` not a bit differs · `recompressed` the same, stored as another blob ·
 * `sameFiles` only times differ · `changed` · `unread` one of the layers could not be read
 */
export const LAYER_RELATIONS = ['sameLayer', 'recompressed', 'sameFiles', 'changed', 'unread'] as const

export type LayerRelation = (typeof LAYER_RELATIONS)[number]

export interface ExplainedStep {
  readonly old: Step | null
  readonly new: Step | null
  /** What the Dockerfile says: without build arguments and checksums. */
  readonly instruction: string
  readonly state: StepState
  /** `null` where a side has no layer. */
  readonly files: LayerRelation | null
  /** Why it did not come from the cache; `null` when it did. */
  readonly cause: Cause | null
  /** Of NEW's layer; `null`: none, or unknown. */
  readonly unpackedBytes: number | null
  /** Of these, what is pushed again although the files are the same. */
  readonly repushedBytes: number
}

/** Why a step did not come from the cache, most specific first. */
export type Cause =
  | { readonly kind: 'baseImage' }
  /** `null`: the line was not there, or is gone. */
  | { readonly kind: 'instruction'; readonly before: string | null; readonly after: string | null }
  /** A build argument; `null`: not given. */
  | Setting<'argument'>
  /** ENV, USER, … above it, where the builder caches no step for these. */
  | Setting<'setting'>
  /** Files of COPY or ADD. Where they come from is not always recorded. */
  | {
      readonly kind: 'content'
      readonly from: 'context' | 'stage' | 'unknown'
      readonly files: readonly FileChange[]
    }
  /** COPY or ADD: the same files with another mode, owner or other attribute. */
  | {
      readonly kind: 'metadata'
      readonly differs: readonly Difference[]
      readonly files: readonly FileChange[]
    }
  /** RUN upon the same files came out otherwise, so it was run without a cache, and is not reproducible. */
  | { readonly kind: 'output'; readonly files: readonly FileChange[] }
  /** Every layer is the same, but stored as another blob. */
  | { readonly kind: 'compression' }
  /** All a builder compares is equal. */
  | { readonly kind: 'noCache' }
  /** The two builders share no cache. */
  | { readonly kind: 'otherBuilder'; readonly before: BuilderKind; readonly after: BuilderKind }
  /** Only because a step before it ran. */
  | { readonly kind: 'parent' }
  /** A layer that could not be read would tell. */
  | { readonly kind: 'unread' }

interface Setting<Kind extends string> {
  readonly kind: Kind
  readonly name: string
  readonly before: string | null
  readonly after: string | null
}

export type CauseKind = Cause['kind']

export type BuilderKind = 'classic' | 'buildkit'

/** One path a step wrote otherwise than before. Times do not count. */
export interface FileChange {
  readonly path: TreePath
  readonly change: 'added' | 'removed' | 'modified'
  readonly differs: readonly Difference[]
}

/** What would have kept the cache. */
export type Advice =
  /** Copy what a later RUN reads before it, everything else after it. */
  | { readonly kind: 'copyManifests'; readonly manifests: readonly string[]; readonly run: string }
  | { readonly kind: 'moveDown'; readonly instruction: string }
  /** Lines for `.dockerignore`. */
  | { readonly kind: 'ignore'; readonly patterns: readonly string[] }
  | { readonly kind: 'chmod'; readonly instruction: string }
  | { readonly kind: 'link'; readonly instruction: string }
  | { readonly kind: 'sourceDate' }
  | { readonly kind: 'pinBase' }
  | { readonly kind: 'keepCache' }
  | { readonly kind: 'sameCompression' }
