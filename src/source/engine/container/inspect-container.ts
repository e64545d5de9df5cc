import { fail } from '../../../errors.ts'
import type { ImageConfig } from '../../../image/config.ts'
import { parseRuntimeConfig } from '../../../image/config-document.ts'
import type { ContainerState } from '../../../image/container.ts'
import { parsePlatformField } from '../../../image/descriptor-document.ts'
import {
  count,
  elements,
  type Field,
  filledText,
  flag,
  member,
  members,
  requiredText,
  text,
} from '../../../image/json-document.ts'
import type { Platform } from '../../../image/platform.ts'
import { countMistakes } from '../../../image/typing-mistakes.ts'
import { answersOf, textsAt } from '../answer-fields.ts'
import type { EngineClient } from '../client.ts'
import { isStatus } from '../export-images.ts'

/** A container as its engine knows it. */
export interface FoundContainer {
  readonly id: string
  readonly name: string
  /** RFC 3339. */
  readonly created: string | null
  /** Of the image it was made from, as the engine calls it; and as whoever made the container did. */
  readonly imageId: string
  readonly imageName: string
  /** Of that image, where one name has several; `null` when the engine does not say. */
  readonly platform: Platform | null
  /** What it is started with: the image's, with what was given for this container. */
  readonly config: ImageConfig
  readonly state: ContainerState
  /** Whether its output goes to a terminal. */
  readonly terminal: boolean
  readonly mounts: readonly string[]
}

/**
 * Asks an engine about a container, running or not. Faults: `missingContainer` with the nearest names,
 * `engineRefused`, `malformedDocument`.
 */
export async function inspectContainer(
  client: EngineClient,
  name: string,
  signal: AbortSignal,
): Promise<FoundContainer> {
  const question = {
    method: 'GET',
    path: `/containers/${name}/json`,
    query: {},
    doing: `inspect the container "${name}"`,
  } as const
  try {
    const value = await client.ask(question, signal)
    const document = `What the engine at ${client.engine.label} says of the container "${name}"`
    return readContainer({ document, path: '', value })
  } catch (error) {
    if (!isStatus(error, 404)) throw error
    return fail(missingContainer(client, name, similarTo(name, await containerNames(client, signal))), error)
  }
}

/** The fault of a container that is not there, or no longer. */
export function missingContainer({ engine }: EngineClient, name: string, similar: readonly string[] = []) {
  return {
    kind: 'missingContainer',
    name,
    where: `in the engine at ${engine.label}`,
    similar,
  } as const
}

async function containerNames(client: EngineClient, signal: AbortSignal): Promise<string[]> {
  const answer = await client.ask(
    { method: 'GET', path: '/containers/json', query: { all: 'true' }, doing: 'list its containers' },
    signal,
  )
  return answersOf(answer).flatMap(container =>
    textsAt(container, 'Names').map(name => name.replace(/^\//, '')),
  )
}

/** The names somebody probably meant, nearest first; a part of a name (compose: `shop-web-1`) is one mistake. */
function similarTo(typed: string, names: readonly string[]): string[] {
  const far = (name: string) => (name.includes(typed) ? 1 : countMistakes(typed, name))
  return names
    .filter(name => far(name) <= Math.max(2, Math.floor(typed.length / 3)))
    .sort((left, right) => far(left) - far(right) || (left < right ? -1 : 1))
    .slice(0, OFFERED)
}

/** How many names are worth offering. */
const OFFERED = 3

function readContainer(field: Field): FoundContainer {
  const config = member(field, 'Config')
  const imageId = requiredText(member(field, 'Image'))
  return {
    id: requiredText(member(field, 'Id')),
    name: (text(member(field, 'Name')) ?? '').replace(/^\//, ''),
    created: filledText(member(field, 'Created')),
    imageId,
    imageName: filledText(member(config, 'Image')) ?? imageId,
    platform: parsePlatformField(member(member(field, 'ImageManifestDescriptor'), 'platform')),
    config: parseRuntimeConfig(config, null),
    state: readState(field),
    terminal: flag(member(config, 'Tty')),
    mounts: readMounts(field),
  }
}

function readState(field: Field): ContainerState {
  const state = member(field, 'State')
  return {
    status: filledText(member(state, 'Status')) ?? 'in a state the engine does not tell',
    exitCode: exitCode(member(state, 'ExitCode')),
    oomKilled: flag(member(state, 'OOMKilled')),
    error: filledText(member(state, 'Error')),
    restarts: count(member(field, 'RestartCount')) ?? 0,
    startedAt: time(member(state, 'StartedAt')),
    finishedAt: time(member(state, 'FinishedAt')),
    memoryLimit: count(member(member(field, 'HostConfig'), 'Memory')) || null,
  }
}

/** Engines on Windows and old ones know negative codes. */
function exitCode(field: Field): number {
  const { value } = field
  return typeof value === 'number' && value < 0 ? value : (count(field) ?? 0)
}

/** A time; year 1 is Go's way to say never. */
function time(field: Field): string | null {
  const said = filledText(field)
  return said === null || said.startsWith('0001-') ? null : said
}

/** Volumes and binds, and what `--tmpfs` adds, which is in no list of mounts. */
function readMounts(field: Field): string[] {
  const mounts = elements(member(field, 'Mounts')).flatMap(mount => text(member(mount, 'Destination')) ?? [])
  const tmpfs = members(member(member(field, 'HostConfig'), 'Tmpfs')).map(([path]) => path)
  return [...new Set([...mounts, ...tmpfs])].sort()
}
