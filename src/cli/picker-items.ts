import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { explain, LayerscopeError } from '../errors.ts'
import { hasFileSuffix } from '../image/reference.ts'
import { connectClient } from '../source/engine/client.ts'
import { findEngine } from '../source/engine/discover.ts'
import type { EngineEnvironment } from '../source/engine/environment.ts'
import { type ListedImage, listImages } from '../source/engine/list-images.ts'
import type { PickerItem, PickerList } from '../store/picker-state.ts'

/**
 * What there is to open here: the engine's images, then the archives in the working directory, last the images nobody
 * named, which builds leave behind by the hundred; each of these newest first.
 */
export async function pickerItems(machine: EngineEnvironment, signal: AbortSignal): Promise<PickerList> {
  const [{ images, problem }, archives] = await Promise.all([
    engineImages(machine, signal),
    archiveItems('.'),
  ])
  const [named, nameless] = [images.filter(hasName), images.filter(image => !hasName(image))]
  const items = [...named.flatMap(engineItemsOf), ...archives, ...nameless.flatMap(engineItemsOf)]
  return { kind: 'listed', items, problem }
}

interface EngineImages {
  readonly images: readonly ListedImage[]
  readonly problem: string | null
}

/** An engine that is not there is no reason not to open an archive. */
async function engineImages(machine: EngineEnvironment, signal: AbortSignal): Promise<EngineImages> {
  try {
    const client = await connectClient(await findEngine('any', machine, signal))
    return { images: await listImages(client, signal), problem: null }
  } catch (error) {
    if (error instanceof LayerscopeError) return { images: [], problem: explain(error.fault) }
    throw error
  }
}

function hasName({ tags }: ListedImage): boolean {
  return tags.length > 0
}

/** An image is offered under each of its names. */
function engineItemsOf({ name, tags, reportedBytes, created }: ListedImage): PickerItem[] {
  const names = tags.length === 0 ? [name] : tags
  return names.map(reference => ({
    reference,
    origin: 'engine',
    bytes: reportedBytes,
    created,
    description: tags.length === 0 ? 'no name' : null,
  }))
}

/** Archives in a directory, newest first. */
export async function archiveItems(directory: string): Promise<PickerItem[]> {
  const names = await readdir(directory).catch(() => [])
  const archives = names.filter(name => hasFileSuffix(name) && !name.endsWith('.json'))
  const items = await Promise.all(archives.map(name => archiveItem(join(directory, name))))
  return items
    .filter(item => item !== null)
    .sort((left, right) => ((left.created ?? '') > (right.created ?? '') ? -1 : 1))
}

async function archiveItem(path: string): Promise<PickerItem | null> {
  const found = await stat(path).catch(() => undefined)
  if (!found?.isFile()) return null
  const created = found.mtime.toISOString()
  return { reference: path, origin: 'archive', bytes: found.size, created, description: null }
}
