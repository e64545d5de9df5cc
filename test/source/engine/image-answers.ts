import { dockerSave } from '../../../fixtures/archive/docker-save.ts'
import { archiveOf, type BuiltImage, sha256 } from '../../../fixtures/archive/image-recipe.ts'
import type { Reply } from './fake-engine.ts'

export interface EngineImage {
  readonly image: BuiltImage
  /** `/images/NAME` of each name that leads to it. */
  readonly names: readonly string[]
  /** Oldest first, as a Dockerfile has them. */
  readonly history: readonly (readonly [createdBy: string, bytes: number])[]
  /** Of Docker's containerd store, which calls images by their manifest. */
  readonly containerd?: boolean
}

/** What an engine answers that has one image: inspection, history, list, and its export by id. */
export function repliesOf({ image, names, history, containerd = false }: EngineImage): Record<string, Reply> {
  const id = idOf(image)
  const inspection = {
    Id: id,
    RepoTags: image.tags,
    Created: '2026-01-02T03:04:05Z',
    Config: { Cmd: ['/app'], Env: ['A=1'], User: '65532' },
    Os: image.platform.os,
    Architecture: image.platform.architecture,
    Size: 5000,
    GraphDriver: { Name: 'overlay2', Data: containerd ? null : { UpperDir: '/x' } },
    RootFS: { Type: 'layers', Layers: image.layers.map(({ diffId }) => `sha256:${diffId}`) },
  }
  const steps = history.map(([CreatedBy, Size]) => ({ CreatedBy, Size, Created: 1_700_000_000, Comment: '' }))
  return {
    '/images/json': {
      json: [{ Id: id, RepoTags: image.tags, Size: 5000, Created: 1_700_000_000, Containers: -1 }],
    },
    ...Object.fromEntries(
      names.flatMap((name): [string, Reply][] => [
        [`/images/${name}/json`, { json: inspection }],
        [`/images/${name}/history`, { json: steps.toReversed() }],
      ]),
    ),
    // An export by id names no tags.
    '/images/get': response => response.end(archiveOf(dockerSave([{ ...image, tags: [] }]))),
  }
}

export function idOf(image: BuiltImage): string {
  return `sha256:${sha256(image.config)}`
}
