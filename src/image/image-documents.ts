import type { ConfigDocument } from './config-document.ts'
import type { Digest } from './digest.ts'
import type { Finding } from './finding.ts'
import type { ImageDocuments, LayerDescriptor } from './image.ts'
import { matchSteps } from './steps.ts'

/** What the documents of any packaging come down to. */
export interface ImageParts {
  readonly tags: readonly string[]
  /** Of the manifest. */
  readonly digest: Digest | null
  /** Of the config. */
  readonly id: Digest | null
  readonly config: Omit<ConfigDocument, 'diffIds'>
  /** As the config lists them; `null` where no document names any (the v1 layout). */
  readonly diffIds: readonly Digest[] | null
  readonly layers: readonly LayerBlob[]
  readonly annotations: Readonly<Record<string, string>>
  readonly findings: readonly Finding[]
}

/** One layer as a manifest names it. */
export type LayerBlob = Pick<LayerDescriptor, 'blob' | 'digest' | 'mediaType' | 'blobBytes'>

/**
 * One image from its documents. The manifest's layers win: when the config lists more or fewer diffIds, none of them
 * is believed, since nobody knows which is missing, and a finding says so.
 */
export function describeImage(parts: ImageParts): ImageDocuments {
  const { tags, digest, id, config, layers, annotations } = parts
  const { steps, stepOfLayer, findings } = matchSteps(config.history, layers.length)
  const diffIds = parts.diffIds?.length === layers.length ? parts.diffIds : []
  const disagreement = parts.diffIds === null ? [] : diffIdFindings(parts.diffIds.length, layers.length)
  return {
    tags,
    digest,
    id,
    platform: config.platform,
    created: config.created,
    config: config.config,
    steps,
    layers: layers.map((layer, index) => ({
      ...layer,
      index,
      diffId: diffIds[index] ?? null,
      step: stepOfLayer[index] ?? null,
    })),
    annotations,
    findings: [...parts.findings, ...disagreement, ...findings],
  }
}

function diffIdFindings(diffIds: number, layers: number): Finding[] {
  if (diffIds === layers) return []
  return [
    {
      kind: 'historyMismatch',
      severity: 'warning',
      layer: null,
      path: null,
      bytes: null,
      message: `The config lists ${diffIds} ${diffIds === 1 ? 'diffId' : 'diffIds'}, the manifest ${layers} ${layers === 1 ? 'layer' : 'layers'}; the manifest's layers are shown, unverified.`,
      evidence: [`diffIds ${diffIds}`, `layers ${layers}`],
    },
  ]
}
