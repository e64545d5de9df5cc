import { fail } from '../../errors.ts'
import type { ImageName } from '../../image/image-name.ts'
import type { Platform } from '../../image/platform.ts'
import type { PullPolicy, SourcePart } from '../source.ts'
import type { EngineClient } from './client.ts'
import { type ListedImage, listImages } from './list-images.ts'
import { pullImage } from './pull-image.ts'
import { similarNames } from './similar-names.ts'

/** What a reader wants when the engine does not have it. */
export interface MissingWish {
  readonly name: ImageName
  readonly platform: Platform | null
  readonly pull: PullPolicy
  readonly signal: AbortSignal
}

/**
 * Fetches an image the engine does not have, if that is wanted, telling how far the pull is. Faults: `missingImage`
 * with the nearest names, `badReference` for the beginning of several ids, `engineRefused` by the registry.
 */
export async function* fetchMissing(
  client: EngineClient,
  wish: MissingWish,
): AsyncGenerator<SourcePart, void, undefined> {
  const { name, platform, pull, signal } = wish
  const images = await listImages(client, signal)
  refuseAmbiguousId(name, images)
  if (!(await wantsPull(name, pull))) refuse(client, name, images)
  for await (const progress of pullImage(client, name, platform, signal)) yield { kind: 'pull', progress }
}

/** The engine answers "no such image" to the beginning of several ids. */
function refuseAmbiguousId({ text, idPrefix }: ImageName, images: readonly ListedImage[]): void {
  if (idPrefix === null) return
  const meant = images.filter(({ id }) => id.replace('sha256:', '').startsWith(idPrefix))
  if (meant.length < 2) return
  const choices = meant.map(({ id, tags }) =>
    [id.slice(0, idPrefix.length + 'sha256:'.length + 6), ...tags].join(' '),
  )
  fail({
    kind: 'badReference',
    text,
    problem: `it begins the ids of ${meant.length} images (${choices.join(', ')})`,
    valid: 'Give more digits, or a name.',
  })
}

/** An id names nothing that a registry could have. */
async function wantsPull({ text, repository }: ImageName, pull: PullPolicy): Promise<boolean> {
  if (repository === null || pull.kind === 'never') return false
  return pull.kind === 'always' || pull.ask(text)
}

function refuse({ engine }: EngineClient, { text }: ImageName, images: readonly ListedImage[]): never {
  const similar = similarNames(
    text,
    images.flatMap(({ tags }) => tags),
  )
  fail({ kind: 'missingImage', reference: text, where: `in the engine at ${engine.label}`, similar })
}
