import type { TarRecipe } from '../../../../fixtures/tar/recipe.ts'
import { tarOf } from '../../../../fixtures/tar/tar-of.ts'
import type { Reply } from '../fake-engine.ts'

export interface ContainerRecipe {
  readonly name: string
  /** As the engine calls the image it was made from. */
  readonly image: string
  readonly state?: Readonly<Record<string, unknown>>
  readonly config?: Readonly<Record<string, unknown>>
  /** Members of the inspection that differ. */
  readonly rest?: Readonly<Record<string, unknown>>
  /** `+/added`, `~/modified`, `-/deleted`. */
  readonly changes?: readonly string[]
  /** The whole tree of the container. */
  readonly exported?: readonly TarRecipe[]
  readonly log?: Uint8Array
}

export const CONTAINER_ID = 'c0ffee'.padEnd(64, '0')

/** What an engine answers about a container: inspection, changes, export, log, and that it is the only one. */
export function containerReplies(recipe: ContainerRecipe): Record<string, Reply> {
  const at = `/containers/${CONTAINER_ID}`
  const changes = (recipe.changes ?? []).map(change => ({
    Path: change.slice(1),
    Kind: '~+-'.indexOf(change[0] ?? ''),
  }))
  return {
    '/containers/json': { json: [{ Id: CONTAINER_ID, Names: [`/${recipe.name}`] }] },
    [`/containers/${recipe.name}/json`]: { json: inspectionOf(recipe) },
    [`${at}/changes`]: { json: changes.length === 0 ? null : changes },
    [`${at}/export`]: response => response.end(tarOf(recipe.exported ?? [])),
    [`${at}/logs`]: response => response.end(recipe.log ?? new Uint8Array()),
  }
}

function inspectionOf({ name, image, state, config, rest }: ContainerRecipe): object {
  return {
    Id: CONTAINER_ID,
    Name: `/${name}`,
    Created: '2026-01-02T10:00:00Z',
    Image: image,
    RestartCount: 0,
    State: {
      Status: 'exited',
      ExitCode: 0,
      OOMKilled: false,
      Error: '',
      StartedAt: '2026-01-02T10:00:01Z',
      FinishedAt: '2026-01-02T10:00:02Z',
      ...state,
    },
    Config: { Image: 'demo:1', Tty: false, Entrypoint: null, Cmd: ['/app'], Env: ['A=2'], ...config },
    HostConfig: { Memory: 0 },
    Mounts: [],
    ...rest,
  }
}

/** A line of a log as an engine frames it. */
export function logFrame(stream: 'stdout' | 'stderr', text: string): Uint8Array {
  const header = Buffer.from([stream === 'stdout' ? 1 : 2, 0, 0, 0, 0, 0, 0, 0])
  header.writeUInt32BE(Buffer.byteLength(text), 4)
  return Buffer.concat([header, Buffer.from(text)])
}
