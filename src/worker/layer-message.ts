import { type Fault, LayerscopeError } from '../errors.ts'
import type { Limits } from '../image/limits.ts'
import type { LayerContent } from '../layer/read-layer.ts'
import type { FilePlace } from '../source/file-place.ts'

/** What a layer thread is begun with: a ring for bytes that stream by, and a number for those it reads by their place. */
export interface LayerThreadMemory {
  readonly ring: SharedArrayBuffer
  /** Bytes of the blob read so far: one 64-bit number. */
  readonly progress: SharedArrayBuffer
}

/** What a layer thread is asked: one layer at a time. */
export interface LayerJob {
  /** Its bytes are the ring's stream of this number, unless they lie somewhere. */
  readonly stream: number
  readonly place: FilePlace | null
  readonly what: string
  readonly limits: Limits
  readonly measureGzip: boolean
}

/** What it answers. */
export type LayerAnswer =
  | { readonly kind: 'read'; readonly content: LayerContent }
  | { readonly kind: 'fault'; readonly fault: Fault; readonly cause: string | null }
  /** Bytes that streamed by broke off, for a reason the sender knows. */
  | { readonly kind: 'sourceBroke' }
  /** Anything that is not ours. */
  | { readonly kind: 'bug'; readonly message: string; readonly stack: string | null }

/** Why a thread gives up a stream: its source broke off. Never leaves the thread. */
export class SourceBroke extends Error {}

/** The error as something another thread can be told. */
export function failedAnswer(error: unknown): LayerAnswer {
  if (error instanceof SourceBroke) return { kind: 'sourceBroke' }
  if (error instanceof LayerscopeError)
    return {
      kind: 'fault',
      fault: error.fault,
      cause: error.cause === undefined ? null : textOf(error.cause),
    }
  return { kind: 'bug', message: textOf(error), stack: error instanceof Error ? (error.stack ?? null) : null }
}

/** The error that an answer tells of, as it was thrown there. */
export function errorOf(answer: Exclude<LayerAnswer, { kind: 'read' }>): Error {
  switch (answer.kind) {
    case 'fault':
      return new LayerscopeError(
        answer.fault,
        answer.cause === null ? undefined : { cause: new Error(answer.cause) },
      )
    case 'bug': {
      const error = new Error(answer.message)
      if (answer.stack !== null) error.stack = answer.stack
      return error
    }
    case 'sourceBroke':
      return new SourceBroke('the bytes broke off')
    default:
      return answer satisfies never
  }
}

function textOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown)
}

/**
 * The memory of a layer's columns: handed over with the answer, it is not copied. Facts are few and small, and may be
 * stretches of one memory: these are copied.
 */
export function columnMemory({ tree }: LayerContent): ArrayBuffer[] {
  const memory = new Set<ArrayBuffer>()
  const walk = (part: unknown): void => {
    if (ArrayBuffer.isView(part)) {
      if (part.buffer instanceof ArrayBuffer) memory.add(part.buffer)
    } else if (typeof part === 'object' && part !== null && !Array.isArray(part)) {
      for (const inner of Object.values(part)) walk(inner)
    }
  }
  walk(tree)
  return [...memory]
}
