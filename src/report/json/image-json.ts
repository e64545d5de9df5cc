import type { Analysis } from '../../analysis/analysis.ts'
import type { Platform } from '../../image/platform.ts'
import { type BaseJson, baseJson } from './base-json.ts'
import { type ConfigJson, configJson } from './config-json.ts'

/** What the image says of itself, and its sizes in bytes. */
export interface ImageJson {
  readonly id: string | null
  readonly digest: string | null
  readonly tags: readonly string[]
  readonly platform: PlatformJson
  readonly created: string | null
  readonly unpackedBytes: number | null
  readonly finalBytes: number | null
  readonly transferBytes: number | null
  readonly files: number | null
  /** What it is built on; `null` when nobody knows where that ends. */
  readonly base: BaseJson | null
  readonly config: ConfigJson
}

export interface PlatformJson {
  readonly os: string
  readonly architecture: string
  readonly variant: string | null
}

export function imageJson(analysis: Analysis): ImageJson {
  const { documents, unpackedBytes, finalBytes, transferBytes, files } = analysis
  return {
    id: documents.id,
    digest: documents.digest,
    tags: documents.tags,
    platform: platformJson(documents.platform),
    created: documents.created,
    unpackedBytes,
    finalBytes,
    transferBytes,
    files,
    base: baseJson(analysis),
    config: configJson(documents.config),
  }
}

function platformJson({ os, architecture, variant }: Platform): PlatformJson {
  return { os, architecture, variant }
}
