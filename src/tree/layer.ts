import type { Fault } from '../errors.ts'
import type { Digest } from '../image/digest.ts'
import type { LayerFacts } from '../image/facts/fact.ts'
import type { Finding } from '../image/finding.ts'
import type { LayerTree } from './layer-tree.ts'

/** A layer as we have it: read, or not readable and why. */
export type Layer = ReadLayer | UnreadableLayer

export interface ReadLayer {
  readonly kind: 'read'
  readonly index: number
  /** sha256 of the uncompressed tar, computed. */
  readonly diffId: Digest
  /** sha256 of the blob as the source stores it, computed; `null` when only the uncompressed form was there. */
  readonly digest: Digest | null
  readonly mediaType: string | null
  /** Bytes of the blob as pushed and pulled; `null` when the source holds it uncompressed only (semantics §2). */
  readonly transferBytes: number | null
  readonly tree: LayerTree
  readonly facts: LayerFacts
  /** What reading it turned up (global PAX headers, a mismatch under --no-verify). */
  readonly findings: readonly Finding[]
}

export interface UnreadableLayer {
  readonly kind: 'unreadable'
  readonly index: number
  readonly diffId: Digest | null
  readonly digest: Digest | null
  readonly mediaType: string | null
  readonly fault: Fault
}
