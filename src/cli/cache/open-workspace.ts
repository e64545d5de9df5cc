import { readFile, stat } from 'node:fs/promises'
import { join, relative, resolve, sep } from 'node:path'
import { contextFiles, type Workspace } from '../../analysis/build/apply-changes.ts'
import { MANIFEST_NAMES } from '../../analysis/build/ecosystems.ts'
import { hasExceptions, ignoredBy } from '../../analysis/build/ignore-rules.ts'
import type { ManifestTexts } from '../../analysis/build/reorder.ts'
import { fail } from '../../errors.ts'
import { DEFAULT_LIMITS } from '../../image/limits.ts'
import { formatPlatform } from '../../image/platform.ts'
import { readBuildContext } from '../../source/build-context.ts'
import { throwFileFault } from '../../source/file-faults.ts'
import type { Call } from '../command.ts'
import { text } from '../option-values.ts'
import { buildArguments, builderOf } from './predict-options.ts'
import { readDockerfile, readIgnoreRules, usualDockerfile } from './read-dockerfile.ts'

/** A context with its Dockerfile, as a build would read them now. */
export async function openWorkspace(folder: string, call: Call): Promise<Workspace> {
  const { values, surroundings, options } = call
  const path = text(values, 'file') ?? (await dockerfileIn(folder))
  const dockerfile = await readDockerfile(path)
  const builder = builderOf(values)
  const ignore = await readIgnoreRules(
    builder === 'buildkit'
      ? [`${path}.dockerignore`, join(folder, '.dockerignore')]
      : [join(folder, '.dockerignore')],
  )
  const entries = await readBuildContext(folder, {
    skips: each => !hasExceptions(ignore) && ignoredBy(ignore, each) !== null,
    mostEntries: MOST_PATHS,
    signal: surroundings.signal,
  })
  return {
    ignore,
    dockerfilePath: pathInside(folder, path),
    inputs: {
      dockerfile,
      builder,
      target: text(values, 'target'),
      buildArguments: buildArguments(values, surroundings.machine.variables),
      platform:
        options.platform === null
          ? hostPlatform(surroundings.architecture)
          : formatPlatform(options.platform),
      context: contextFiles(entries, ignore),
      baseReleases: new Map(),
    },
  }
}

/** More nobody sends to a builder, and each is held in memory. */
const MOST_PATHS = 2_000_000

async function dockerfileIn(folder: string): Promise<string> {
  const found = await stat(folder).catch(error => throwFileFault(error, folder))
  if (!found.isDirectory())
    fail({
      kind: 'usage',
      message: `"${folder}" is a file; CONTEXT is the folder a build sends. A Dockerfile is named with --file.`,
    })
  const message = `There is no Dockerfile in "${folder}". Name it with --file, or another CONTEXT.`
  return (await usualDockerfile(folder)) ?? fail({ kind: 'usage', message })
}

/** The texts of the dependency manifests at the top of the context, where they are not beyond reading. */
export async function readManifests(folder: string, { inputs }: Workspace): Promise<ManifestTexts> {
  const names = [...MANIFEST_NAMES].filter(name => {
    const file = inputs.context.get(name)
    return file?.type === 'file' && file.bytes <= DEFAULT_LIMITS.document
  })
  const texts = names.map(async name => [name, await readFile(join(folder, name), 'utf8')] as const)
  return new Map(await Promise.all(texts).catch(error => throwFileFault(error, folder)))
}

/** A path relative to the context; `null` when it lies outside. */
export function pathInside(folder: string, path: string): string | null {
  const inside = relative(resolve(folder), resolve(path)).split(sep).join('/')
  return inside === '..' || inside.startsWith('../') ? null : inside
}

function hostPlatform(architecture: string): string {
  return `linux/${architecture === 'x64' ? 'amd64' : architecture}`
}
