import type { BaseImage } from './analysis/base/base-image.ts'
import type { InspectEvent } from './events.ts'
import { DEFAULT_LIMITS } from './image/limits.ts'
import type { ImageInTheMaking, InspectOptions } from './image-in-the-making.ts'
import type { KeepableLayer, KeptImage, LayerIndex } from './index/layer-index.ts'
import type { SourceInfo } from './source/source.ts'
import type { Layer, ReadLayer } from './tree/layer.ts'

/**
 * The layers of an engine's image that earlier runs have read. The engine answers for the content: nobody can change
 * what it keeps under a diffId. The layers of a file are read each time the file is new: its bytes are not verified.
 */
export async function recallLayers(making: ImageInTheMaking, options: InspectOptions): Promise<void> {
  const index = usableIndex(options)
  for (const { diffId } of making.documents?.layers ?? []) {
    const record = diffId === null ? undefined : await index?.layer(diffId)
    if (record === undefined) continue
    making.shelf.putRecalled(record)
    making.recalled = 'layers'
  }
}

/** The whole image, when it was read before under this identity; `tags`: what it is called now, if that is known. */
export async function recallImage(
  making: ImageInTheMaking,
  tags: readonly string[] | null,
  options: InspectOptions,
): Promise<readonly InspectEvent[]> {
  const kept =
    making.identity === null ? undefined : await usableIndex(options)?.image(keyOf(making.identity, options))
  if (kept === undefined) return []
  const documents = { ...kept.record.documents, tags: tags ?? kept.record.documents.tags }
  making.documents = documents
  making.recalled = 'image'
  if (kept.record.base !== null) making.base = kept.record.base
  const layers = keptLayers(kept)
  for (const layer of layers) making.placed.set(layer.index, layer)
  return [
    { kind: 'documents', documents },
    ...layers.map((layer): InspectEvent => ({ kind: 'layer', layer })),
  ]
}

function keptLayers({ record, layers }: KeptImage): ReadLayer[] {
  return record.layers.flatMap((placed, at) => {
    const layer = layers[at]
    return layer === undefined ? [] : { ...placed, tree: layer.tree, facts: layer.facts }
  })
}

/**
 * Whether nothing more has to be read, thanks to the index: an image that it does not know but whose every layer is
 * here, each with the step that made it (an engine's preview may be unable to say that; the export then tells).
 */
export function isRecalledWhole({ documents, placed, recalled }: ImageInTheMaking): boolean {
  if (documents === null || recalled === 'nothing') return false
  if (recalled === 'image') return true
  return documents.layers.every(({ index, step }) => step !== null && placed.get(index)?.kind === 'read')
}

/**
 * Keeps an image for the next run, if it was read whole and nothing about it is in doubt. Of what an engine has and
 * that is no image of its own, a container, the layers of its image are kept.
 */
export function keepImage(
  making: ImageInTheMaking,
  { kind, label }: SourceInfo,
  layers: readonly Layer[],
  base: BaseImage | null,
  options: InspectOptions,
): void {
  const { identity, documents, recalled } = making
  if (documents === null || recalled === 'image' || !options.verify) return
  const keepable = layers.flatMap(layer => keepableLayer(making, layer))
  const record = { source: label, documents, base: unsaid(base, options) }
  if (identity !== null && keepable.length === documents.layers.length)
    usableIndex(options)?.keep(keyOf(identity, options), record, keepable)
  else if (kind === 'container') usableIndex(options)?.keepLayers(keepable.map(({ record: layer }) => layer))
}

/** A layer that was read and is what its image says it is; a container's own has nothing to be held against. */
function keepableLayer({ documents, shelf }: ImageInTheMaking, layer: Layer): KeepableLayer[] {
  const descriptor = documents?.layers[layer.index]
  const blob = descriptor === undefined ? undefined : shelf.find(descriptor)
  if (layer.kind !== 'read' || blob === undefined || blob.kind === 'broken') return []
  if (descriptor?.diffId !== layer.diffId) return []
  const { tree, facts, ...placed } = layer
  const { globalHeaders } = blob.content
  return [{ placed, record: { diffId: layer.diffId, tree, facts, globalHeaders } }]
}

/** What the user says of one run is not true of the next. */
function unsaid(base: BaseImage | null, options: InspectOptions): BaseImage | null {
  return options.base === null ? base : null
}

/** Measuring a transfer needs the bytes; with other limits another image might be refused. */
function usableIndex({ index, measureGzip, limits }: InspectOptions): LayerIndex | undefined {
  return measureGzip === true || limits.unpacked < DEFAULT_LIMITS.unpacked ? undefined : index
}

/** A medium may hold images of several platforms. */
function keyOf(identity: string, { platform, hostArchitecture }: InspectOptions): string {
  const wanted = platform === null ? `any for ${hostArchitecture}` : Object.values(platform).join('/')
  return `${identity} ${wanted}`
}
