import { fail } from '../../../errors.ts'
import { type ContainerDetails, forgottenImage, withContainer } from '../../../image/container-documents.ts'
import { containerFindings } from '../../../image/container-findings.ts'
import type { ImageDocuments } from '../../../image/image.ts'
import type { ImageName } from '../../../image/image-name.ts'
import { satisfiesPlatform } from '../../../image/platform.ts'
import type { ReadOptions, SourcePart } from '../../source.ts'
import type { EngineClient } from '../client.ts'
import { type EngineSource, sourceInEngine } from '../engine-source.ts'
import type { ExportedImage } from '../export-parts.ts'
import { inspectImage } from '../inspect-image.ts'
import { ContainerLayer } from './container-layer.ts'
import { exportContainer } from './export-container.ts'
import { type FoundContainer, inspectContainer } from './inspect-container.ts'
import { readChanges } from './read-changes.ts'
import { readLog } from './read-log.ts'

/**
 * A container, running or dead: the layers of its image from an export of the image, and its own changes as one more
 * layer, from the engine's list of them and one export of the container. Nothing is committed, nothing is stopped.
 */
export function containerSource(client: EngineClient, name: string): EngineSource {
  const info = { kind: 'container', label: client.engine.label, notes: [] } as const
  return sourceInEngine(info, client, options => findContainer(client, name, options))
}

async function* findContainer(
  client: EngineClient,
  name: string,
  options: ReadOptions,
): AsyncGenerator<SourcePart, ExportedImage> {
  const { signal } = options
  const container = await inspectContainer(client, name, signal)
  const found = await inspectImage(client, named(container.imageId), container.platform, signal)
  const image = found === null ? forgottenImage(container.platform) : found.documents
  if (image !== null) refuseOtherPlatform(name, image, options)
  const details: ContainerDetails = {
    record: {
      name: container.name,
      id: container.id,
      image: container.imageName,
      state: container.state,
      mounts: container.mounts,
      log: await readLog(client, container, signal),
      askedAt: new Date().toISOString(),
    },
    created: container.created,
    config: container.config,
    blob: `container ${container.id}`,
    findings: [],
  }
  let last = image
  const complete = (documents: ImageDocuments) => {
    last = documents
    return withContainer(documents, details)
  }
  if (image !== null) yield documentsPart('preview', complete(image))
  return {
    name: named(container.imageName),
    platform: container.platform,
    found,
    complete,
    rest: readOptions =>
      containerParts(
        { client, container, details, imageGone: found === null, image: () => last },
        readOptions,
      ),
  }
}

function documentsPart(stage: 'preview' | 'final', documents: ImageDocuments): SourcePart {
  return { kind: 'documents', stage, documents }
}

/** What the engine calls an image, whether or not a person could have typed it. */
function named(text: string): ImageName {
  return { text, repository: null, tag: null, digest: null, idPrefix: null }
}

/** A container has one platform. */
function refuseOtherPlatform(name: string, { platform }: ImageDocuments, { platform: wanted }: ReadOptions) {
  if (wanted === null || satisfiesPlatform(platform, wanted)) return
  fail({ kind: 'missingPlatform', reference: `container:${name}`, wanted, choices: [platform] })
}

interface Reading {
  readonly client: EngineClient
  readonly container: FoundContainer
  readonly details: ContainerDetails
  readonly imageGone: boolean
  /** The documents of its image, as far as they are known by now. */
  readonly image: () => ImageDocuments | null
}

/** The container's own layer, and what could not be taken over into it. */
async function* containerParts(
  { client, container, details, imageGone, image }: Reading,
  options: ReadOptions,
): AsyncGenerator<SourcePart> {
  const { limits, signal } = options
  const documents = image()
  if (documents === null) return
  const layer = documents.layers.length
  yield { kind: 'waiting', expectedBytes: null }
  const changes = imageGone ? null : await readChanges(client, container, options)
  const tar = new ContainerLayer(changes)
  const what = `The export of the container "${container.name}"`
  const exported = exportContainer(client, container, signal)
  const bytes = tar.tar(exported, { what, limits, signal })
  yield { kind: 'blob', name: details.blob, storedBytes: null, bytes }
  const remarks = { ...tar.remarks(), imageGone, mounts: container.mounts }
  const findings = containerFindings(container.imageName, layer, remarks)
  yield documentsPart('final', withContainer(documents, { ...details, findings }))
}
