import type { ImageConfig } from './config.ts'
import type { ContainerRecord } from './container.ts'
import type { Digest } from './digest.ts'
import type { Finding } from './finding.ts'
import type { Platform } from './platform.ts'

/** One history entry of an image. A step that is not `empty` owns one layer, which may hold nothing. */
export interface Step {
  /** Position in the history, from 0. */
  readonly index: number
  /** The layer it made; `null` for an empty step, or when history and layers disagree. */
  readonly layer: number | null
  /** The command cleaned for reading: `RUN apt-get update`. */
  readonly instruction: string
  /** As the builder recorded it. */
  readonly createdBy: string
  /** RFC 3339, as recorded. */
  readonly created: string | null
  readonly comment: string | null
  readonly empty: boolean
  /** Unpacked bytes the engine reports before anything was read; `null` when the source does not say. */
  readonly reportedBytes: number | null
}

/** What the documents say of one layer, before a byte of it was read. */
export interface LayerDescriptor {
  readonly index: number
  /** Which blob of the source holds it: a name the source understands and may give to several layers. */
  readonly blob: string
  readonly diffId: Digest | null
  /** Digest of the blob as stored, when the documents name one. */
  readonly digest: Digest | null
  readonly mediaType: string | null
  /** Bytes of the blob as stored, when the documents name them. */
  readonly blobBytes: number | null
  /** The step that made it; `null`: "(no history)". */
  readonly step: number | null
}

/** Everything an image says of itself: one manifest for one platform. */
export interface ImageDocuments {
  readonly tags: readonly string[]
  /** Digest of the manifest, when there is a real one (`docker save` ≤ 24 has none). */
  readonly digest: Digest | null
  /** Digest of the config: the image id. */
  readonly id: Digest | null
  readonly platform: Platform
  /** RFC 3339, as recorded. */
  readonly created: string | null
  readonly config: ImageConfig
  readonly steps: readonly Step[]
  readonly layers: readonly LayerDescriptor[]
  /** Annotations of the manifest, and labels of the config, stay apart: this is the manifest's. */
  readonly annotations: Readonly<Record<string, string>>
  /** What is odd about the documents (history and layers that differ, …). */
  readonly findings: readonly Finding[]
  /** Of a container: what became of it. Its changes are the last layer. */
  readonly container?: ContainerRecord
}
