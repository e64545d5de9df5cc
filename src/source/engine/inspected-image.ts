import { parseRuntimeConfig, UNKNOWN_PLATFORM } from '../../image/config-document.ts'
import { parsePlatformField } from '../../image/descriptor-document.ts'
import { type Digest, parseDigest } from '../../image/digest.ts'
import type { ImageDocuments } from '../../image/image.ts'
import { familiarName } from '../../image/image-name.ts'
import {
  count,
  elements,
  type Field,
  filledText,
  isAbsent,
  member,
  requiredText,
  texts,
  wrong,
} from '../../image/json-document.ts'
import { matchSteps } from '../../image/steps.ts'
import type { Answer } from './answer-fields.ts'
import { readEngineHistory } from './engine-history.ts'
import { isName } from './list-images.ts'

/** What an engine says of one image before it is exported. */
export interface InspectedImage {
  /** What to ask the engine for, so that it is this image and not one that took its name meanwhile. */
  readonly id: string
  readonly documents: ImageDocuments
  /** Roughly the bytes of the export; `null` when the engine does not say. */
  readonly expectedBytes: number | null
  /** Whether the engine keeps one platform per name (its classic store), so that there is no other to ask for. */
  readonly onePlatform: boolean
}

/** Reads the answers to `/images/NAME/json` and `/images/NAME/history`. Faults: `malformedDocument`. */
export function readInspectedImage(inspection: Field, history: readonly Answer[]): InspectedImage {
  const id = requiredText(member(inspection, 'Id'))
  const onePlatform = !isAbsent(member(member(inspection, 'GraphDriver'), 'Data'))
  const diffIds = elements(member(member(inspection, 'RootFS'), 'Layers')).map(parseDiffId)
  const { steps, stepOfLayer } = matchSteps(readEngineHistory(history, diffIds.length), diffIds.length)
  const documents: ImageDocuments = {
    tags: texts(member(inspection, 'RepoTags')).filter(isName).map(familiarName),
    digest: null,
    // With containerd's store an engine calls an image by the digest of its manifest or index.
    id: onePlatform ? (parseDigest(prefixed(id)) ?? null) : null,
    platform: parsePlatformField(inspection) ?? UNKNOWN_PLATFORM,
    created: filledText(member(inspection, 'Created')),
    config: parseRuntimeConfig(member(inspection, 'Config'), filledText(member(inspection, 'Author'))),
    steps,
    layers: diffIds.map((diffId, index) => ({
      index,
      blob: diffId,
      diffId,
      digest: null,
      mediaType: null,
      blobBytes: null,
      step: stepOfLayer[index] ?? null,
    })),
    annotations: {},
    // What is odd about the history is for the export's own documents to say: they know which steps made a layer.
    findings: [],
  }
  return { id, documents, expectedBytes: count(member(inspection, 'Size')), onePlatform }
}

/** Podman leaves the algorithm out. */
function prefixed(id: string): string {
  return id.includes(':') ? id : `sha256:${id}`
}

function parseDiffId(field: Field): Digest {
  return parseDigest(requiredText(field)) ?? wrong(field, 'a diffId: sha256: and 64 hex digits')
}
