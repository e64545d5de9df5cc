import { fail } from '../../errors.ts'
import { parsePlatformField } from '../../image/descriptor-document.ts'
import type { ImageDocuments } from '../../image/image.ts'
import type { ImageName } from '../../image/image-name.ts'
import { elements, type Field, member, text } from '../../image/json-document.ts'
import { formatPlatform, type Platform, satisfiesPlatform } from '../../image/platform.ts'
import { answersOf } from './answer-fields.ts'
import { isAtLeast } from './api-version.ts'
import type { EngineClient } from './client.ts'
import { isStatus } from './export-images.ts'
import { type InspectedImage, readInspectedImage } from './inspected-image.ts'

/** One image as the engine knows it. */
export interface FoundImage {
  /** What to export, so that it is this image and not one that took its name meanwhile. */
  readonly id: string
  readonly tags: readonly string[]
  /** `null` when the engine told of another platform than the one asked for; the export holds them all. */
  readonly documents: ImageDocuments | null
  readonly expectedBytes: number | null
}

/**
 * Asks the engine about an image; `null` when it has none of that name. Faults: `missingPlatform`, when it has the
 * image for others only, `engineRefused`, `malformedDocument`.
 */
export async function inspectImage(
  client: EngineClient,
  name: ImageName,
  platform: Platform | null,
  signal: AbortSignal,
): Promise<FoundImage | null> {
  for (const candidate of namesToTry(client, name)) {
    const query = { client, name: candidate, signal }
    const inspection = await askInspection(query, null)
    if (inspection !== null) return ofPlatform(query, inspection, platform)
  }
  return null
}

/** Whether the engine has an image of that name, for any platform. */
export async function hasImage(client: EngineClient, name: ImageName, signal: AbortSignal): Promise<boolean> {
  for (const candidate of namesToTry(client, name))
    if ((await askInspection({ client, name: candidate, signal }, null)) !== null) return true
  return false
}

/** Podman calls what was built here `localhost/NAME`, but takes a bare name for one of docker.io. */
function namesToTry({ engine }: EngineClient, { text, repository }: ImageName): string[] {
  const isBare = repository !== null && !/^(?:localhost|[^/]*[.:][^/]*)\//.test(repository)
  return engine.family === 'podman' && isBare ? [text, `localhost/${text}`] : [text]
}

/** One image of one engine, to be asked about. */
interface ImageQuery {
  readonly client: EngineClient
  readonly name: string
  readonly signal: AbortSignal
}

async function ofPlatform(
  query: ImageQuery,
  inspection: Field,
  wanted: Platform | null,
): Promise<FoundImage> {
  const offered = parsePlatformField(inspection)
  if (wanted === null || (offered !== null && satisfiesPlatform(offered, wanted)))
    return complete(query, inspection, wanted)
  const { client, name: reference } = query
  const found = readInspectedImage(inspection, [])
  if (found.onePlatform)
    fail({ kind: 'missingPlatform', reference, wanted, choices: offered === null ? [] : [offered] })
  if (!isAtLeast(client.engine.apiVersion, INSPECTS_PLATFORMS))
    return { ...found, tags: found.documents.tags, documents: null }
  const other = await askInspection(query, wanted)
  if (other !== null) return complete(query, other, wanted)
  return fail({ kind: 'missingPlatform', reference, wanted, choices: await askPlatforms(query) })
}

/** API versions that take `platform` with `/images/NAME/json`, and with history and export. */
const INSPECTS_PLATFORMS = '1.49'
const SELECTS_PLATFORMS = '1.48'

/** `platform` as the API takes it for history and export; `null` where it does not. */
export function platformQuery({ engine }: EngineClient, platform: Platform | null): string | null {
  return platform === null || !isAtLeast(engine.apiVersion, SELECTS_PLATFORMS) ? null : platformJson(platform)
}

function platformJson({ os, architecture, variant }: Platform): string {
  return JSON.stringify({ os, architecture, ...(variant === null ? {} : { variant }) })
}

async function complete(
  query: ImageQuery,
  inspection: Field,
  platform: Platform | null,
): Promise<FoundImage> {
  const { client, name, signal } = query
  const selection = platformQuery(client, platform)
  const history = await client.ask(
    {
      method: 'GET',
      path: `/images/${name}/history`,
      query: selection === null ? {} : { platform: selection },
      doing: `tell the history of "${name}"`,
    },
    signal,
  )
  const found: InspectedImage = readInspectedImage(inspection, answersOf(history))
  return { ...found, tags: found.documents.tags }
}

/** The answer about an image, `null` when there is none (of that platform). */
async function askInspection(
  { client, name, signal }: ImageQuery,
  platform: Platform | null,
): Promise<Field | null> {
  const query = platform === null ? {} : { platform: platformJson(platform) }
  try {
    const value = await client.ask(
      { method: 'GET', path: `/images/${name}/json`, query, doing: `inspect "${name}"` },
      signal,
    )
    return { document: `What the engine at ${client.engine.label} says of "${name}"`, path: '', value }
  } catch (error) {
    if (isStatus(error, 404)) return null
    throw error
  }
}

/** The platforms the engine holds an image for (API ≥ 1.48). */
async function askPlatforms({ client, name, signal }: ImageQuery): Promise<Platform[]> {
  const value = await client.ask(
    { method: 'GET', path: `/images/${name}/json`, query: { manifests: 'true' }, doing: `inspect "${name}"` },
    signal,
  )
  const manifests = elements(
    member({ document: `What the engine says of "${name}"`, path: '', value }, 'Manifests'),
  )
  const platforms = manifests
    .filter(
      manifest => text(member(manifest, 'Kind')) === 'image' && member(manifest, 'Available').value === true,
    )
    .flatMap(manifest => parsePlatformField(member(member(manifest, 'ImageData'), 'Platform')) ?? [])
  return [...new Map(platforms.map(platform => [formatPlatform(platform), platform])).values()]
}
