import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fail, LayerscopeError } from '../errors.ts'
import type { ImageName } from '../image/image-name.ts'
import {
  type EngineChoice,
  hasFileSuffix,
  type PathReading,
  parseReference,
  pathReadings,
  type Reference,
} from '../image/reference.ts'
import { archiveSource } from './archive.ts'
import { directorySource } from './directory.ts'
import { containerSource } from './engine/container/container-source.ts'
import { engineSource } from './engine/engine-source.ts'
import type { EngineEnvironment } from './engine/environment.ts'
import { hasImage } from './engine/inspect-image.ts'
import { openEngine } from './engine/open-engine.ts'
import { isMissing, throwFileFault } from './file-faults.ts'
import { refuseMissing } from './missing-path.ts'
import type { Source } from './source.ts'
import { type InputBytes, standardInputSource } from './standard-input.ts'

/** The source a reference means on this machine. Faults: those of `resolveSource` and `engineUnreachable`. */
export async function resolveReference(
  text: string,
  machine: EngineEnvironment,
  openAnalysis: Surroundings['openAnalysis'],
  signal: AbortSignal,
): Promise<Source> {
  return resolveSource(text, {
    engines: enginesOf(machine, signal),
    standardInput: process.stdin,
    openAnalysis,
  })
}

/** The engines, as far as a reference needs them. */
export interface Engines {
  /** An image there, whether it exists or not. */
  image(choice: EngineChoice, name: ImageName): Promise<Source>
  /** The same, or `null` when no engine answers or none has the image. */
  imageIfThere(name: ImageName): Promise<Source | null>
  /** A container there, whether it exists or not. */
  container(name: string): Promise<Source>
}

/** Where references lead. */
export interface Surroundings {
  readonly engines: Engines
  readonly standardInput: InputBytes
  /** A saved analysis: made of what sources are made into, so somebody else opens it. */
  openAnalysis(path: string): Source
}

/**
 * The source a reference means. A word that looks like a path is one when it exists; any other word is the engine's
 * first and then a path, and a note says so when it is both (product §1).
 *
 * Faults: `badReference`, `missingFile` with near names;
 * everything about the image itself comes when its parts are read.
 */
export async function resolveSource(
  text: string,
  { engines, standardInput, openAnalysis }: Surroundings,
): Promise<Source> {
  const reference = parseReference(text)
  switch (reference.kind) {
    case 'standardInput':
      return standardInputSource(standardInput)
    case 'engine':
      return engines.image(reference.engine, reference.name)
    case 'container':
      return engines.container(reference.name)
    case 'place':
      return placeSource(text, reference)
    case 'analysis':
      return openAnalysis(reference.path)
    case 'word':
      return wordSource(reference, engines)
    default:
      return reference satisfies never
  }
}

async function placeSource(text: string, { place, text: rest }: Kind<'place'>): Promise<Source> {
  const found = await firstExisting(pathReadings(rest))
  const { path, tag } = found ?? { path: rest, tag: null }
  const asked = { reference: text, tag }
  if (found === undefined) return refuseMissing(firstPath(rest))
  if (place === 'ociLayout' || place === 'directory') return directorySource(path, place, asked)
  return found.isDirectory ? directorySource(path, 'directory', asked) : archiveSource(path, asked)
}

type Kind<Name extends Reference['kind']> = Extract<Reference, { kind: Name }>

async function wordSource(word: Kind<'word'>, engines: Engines): Promise<Source> {
  const { text, name, looksLikePath } = word
  const existing = await firstExisting(looksLikePath ? pathReadings(text) : [{ path: text, tag: null }])
  if (name.kind === 'problem')
    return existing === undefined ? refuseMissing(firstPath(text)) : pathSource(text, existing)
  const likely = existing !== undefined && (await mayBeImage(existing)) ? existing : undefined
  if (looksLikePath && likely !== undefined) return pathSource(text, likely)
  if (likely === undefined && !hasFileSuffix(firstPath(text)))
    return imageOrDirectory(text, existing, () => engines.image('any', name.name))
  const image = await engines.imageIfThere(name.name)
  if (likely === undefined) return image ?? refuseMissing(firstPath(text))
  if (image === null) return pathSource(text, likely)
  return noted(
    image,
    `There is also a ${likely.isDirectory ? 'directory' : 'file'} of that name: ./${text} opens it.`,
  )
}

/** Where no engine answers, whoever named a directory is told what is wrong with it too. */
async function imageOrDirectory(
  reference: string,
  existing: Existing | undefined,
  open: () => Promise<Source>,
): Promise<Source> {
  try {
    return await open()
  } catch (error) {
    const isUnreachable = error instanceof LayerscopeError && error.fault.kind === 'engineUnreachable'
    if (existing === undefined || !isUnreachable) throw error
    const found =
      'a directory that is no layout, and no container engine answers that could have an image of that name'
    const valid =
      'an OCI layout (with index.json), dir:PATH of Skopeo, or an image of a running engine (DOCKER_HOST)'
    return fail({ kind: 'notAnImage', reference, found, valid }, error)
  }
}

/** People keep the sources of `team/api` in a directory of that name: only one with an image's documents competes. */
async function mayBeImage({ path, isDirectory }: Existing): Promise<boolean> {
  if (!isDirectory) return true
  const documents = ['index.json', 'manifest.json', 'repositories'].map(name => ({
    path: join(path, name),
    tag: null,
  }))
  return (await firstExisting(documents)) !== undefined
}

function pathSource(text: string, { path, tag, isDirectory }: Existing): Source {
  const asked = { reference: text, tag }
  return isDirectory ? directorySource(path, 'ociLayout', asked) : archiveSource(path, asked)
}

function noted(source: Source, note: string): Source {
  const { info } = source
  return { ...source, info: { ...info, notes: [...info.notes, note] } }
}

/** The path somebody meant when nothing of what they wrote exists: the part before a tag, if the rest may be one. */
function firstPath(text: string): string {
  return pathReadings(text).find(({ path, tag }) => tag !== null && hasFileSuffix(path))?.path ?? text
}

interface Existing extends PathReading {
  readonly isDirectory: boolean
}

async function firstExisting(readings: readonly PathReading[]): Promise<Existing | undefined> {
  for (const reading of readings) {
    try {
      return { ...reading, isDirectory: (await stat(reading.path)).isDirectory() }
    } catch (error) {
      if (!isMissing(error)) throwFileFault(error, reading.path)
    }
  }
  return undefined
}

function enginesOf(machine: EngineEnvironment, signal: AbortSignal): Engines {
  return {
    image: async (choice, name) => engineSource(await openEngine(choice, machine, signal), name),
    container: async name => containerSource(await openEngine('any', machine, signal), name),
    async imageIfThere(name) {
      try {
        const client = await openEngine('any', machine, signal)
        return (await hasImage(client, name, signal)) ? engineSource(client, name) : null
      } catch (error) {
        if (error instanceof LayerscopeError && error.fault.kind === 'engineUnreachable') return null
        throw error
      }
    },
  }
}
