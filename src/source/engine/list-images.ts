import { familiarName } from '../../image/image-name.ts'
import { answersOf, numberAt, textAt, textsAt } from './answer-fields.ts'
import type { EngineClient } from './client.ts'

/** An image an engine has, for a list to choose from. */
export interface ListedImage {
  /** `api-service:naive`, or the beginning of the id when it has no name. */
  readonly name: string
  readonly tags: readonly string[]
  readonly id: string
  /** Bytes, as the engine counts them: unpacked with its classic store, blobs and snapshots with containerd's. */
  readonly reportedBytes: number | null
  /** RFC 3339. */
  readonly created: string | null
  /** Containers made from it; `null` when the engine did not count. */
  readonly containers: number | null
}

/** The images of an engine that have names, or that nothing is built upon, as `docker image ls` lists them; newest first. */
export async function listImages(client: EngineClient, signal: AbortSignal): Promise<ListedImage[]> {
  const answer = await client.ask(
    { method: 'GET', path: '/images/json', query: {}, doing: 'list its images' },
    signal,
  )
  return answersOf(answer)
    .flatMap(image => {
      const id = textAt(image, 'Id')
      if (id === null) return []
      const tags = textsAt(image, 'RepoTags').filter(isName).map(familiarName)
      const containers = numberAt(image, 'Containers')
      return {
        name: tags[0] ?? id.replace('sha256:', '').slice(0, 12),
        tags,
        id,
        reportedBytes: numberAt(image, 'Size'),
        created: isoTime(numberAt(image, 'Created')),
        containers: containers !== null && containers >= 0 ? containers : null,
      }
    })
    .sort((left, right) => ((left.created ?? '') > (right.created ?? '') ? -1 : 1))
}

/** Engines up to 24 list nameless images as `<none>:<none>`. */
export function isName(tag: string): boolean {
  return !tag.includes('<none>')
}

/** RFC 3339 of seconds since 1970; `null` for no time and for one no calendar has. */
export function isoTime(seconds: number | null): string | null {
  if (seconds === null || Math.abs(seconds) > 8.64e12) return null
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z')
}
