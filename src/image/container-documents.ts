import { EMPTY_CONFIG, type ImageConfig } from './config.ts'
import { UNKNOWN_PLATFORM } from './config-document.ts'
import type { ContainerRecord } from './container.ts'
import type { Finding } from './finding.ts'
import type { ImageDocuments, Step } from './image.ts'
import type { Platform } from './platform.ts'

/** What is said of a container beyond its image. */
export interface ContainerDetails {
  readonly record: Omit<ContainerRecord, 'layer'>
  /** RFC 3339. */
  readonly created: string | null
  readonly config: ImageConfig
  /** Which blob holds its changes. */
  readonly blob: string
  readonly findings: readonly Finding[]
}

/**
 * A container as an image: the documents of the image it was made from with one more layer and the step that made it,
 * and with the config it is started with. It has no id, no digest and no tags, since no engine has such an image.
 */
export function withContainer(image: ImageDocuments, details: ContainerDetails): ImageDocuments {
  const { record, created, config, blob, findings } = details
  const layer = image.layers.length
  const step = image.steps.length
  return {
    ...image,
    tags: [],
    digest: null,
    id: null,
    created,
    config: {
      ...config,
      shell: config.shell.length === 0 ? image.config.shell : config.shell,
      healthcheck: config.healthcheck ?? image.config.healthcheck,
      author: image.config.author,
    },
    steps: [...image.steps, containerStep(record.name, created, step, layer)],
    layers: [
      ...image.layers,
      { index: layer, blob, diffId: null, digest: null, mediaType: null, blobBytes: null, step },
    ],
    findings: [...image.findings, ...findings],
    container: { ...record, layer },
  }
}

function containerStep(name: string, created: string | null, index: number, layer: number): Step {
  return {
    index,
    layer,
    instruction: `container ${name}: changes since it was created`,
    createdBy: '',
    created,
    comment: null,
    empty: false,
    reportedBytes: null,
  }
}

/** What stands for the image of a container when its engine has it no longer: nothing but the platform, if that is known. */
export function forgottenImage(platform: Platform | null): ImageDocuments {
  return {
    tags: [],
    digest: null,
    id: null,
    platform: platform ?? { ...UNKNOWN_PLATFORM, os: 'linux' },
    created: null,
    config: EMPTY_CONFIG,
    steps: [],
    layers: [],
    annotations: {},
    findings: [],
  }
}
