import { createReadStream } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll } from 'vitest'
import { dockerSave } from '../../fixtures/archive/docker-save.ts'
import { dockerSaveOci } from '../../fixtures/archive/docker-save-oci.ts'
import { archiveOf, type BuiltImage, type Member } from '../../fixtures/archive/image-recipe.ts'
import { ociLayout } from '../../fixtures/archive/oci-layout.ts'
import { skopeoDirectory } from '../../fixtures/archive/other-writers.ts'
import { rawBytes } from '../../fixtures/tar/recipe.ts'
import type { Analysis } from '../../src/analysis/analysis.ts'
import type { ImageContent } from '../../src/content/open-content.ts'
import { rereadable } from '../../src/content/rereadable.ts'
import { fromText } from '../../src/image/byte-string.ts'
import { DEFAULT_LIMITS } from '../../src/image/limits.ts'
import { parseTreePath } from '../../src/image/tree-path.ts'
import { inspect } from '../../src/inspect.ts'
import { archiveSource } from '../../src/source/archive.ts'
import { directorySource } from '../../src/source/directory.ts'
import type { Source } from '../../src/source/source.ts'
import { standardInputSource } from '../../src/source/standard-input.ts'
import { type EntryPlace, findNode } from '../../src/tree/overlay.ts'
import { versionsOf } from '../../src/tree/path-versions.ts'
import { OPTIONS } from '../source/parts.ts'

/** A folder of its own for the tests of one file, removed after them. */
export async function scratch(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'layerscope-test-'))
  afterAll(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** An image that was read and whose contents can be read again. */
export interface Opened extends AsyncDisposable {
  readonly analysis: Analysis
  readonly content: ImageContent
  /** What one layer holds at a path. */
  place(layer: number, path: string): EntryPlace
}

export async function openSource(source: Source, spoolFolder: string): Promise<Opened> {
  const again = await rereadable(source, OPTIONS, [spoolFolder])
  const { blobs } = again
  for await (const event of inspect(again.source, { ...OPTIONS, base: null })) {
    if (event.kind !== 'analysed') continue
    const { analysis } = event
    return {
      analysis,
      content: { documents: analysis.documents, blobs, limits: DEFAULT_LIMITS },
      place: (layer, path) => placeIn(analysis, layer, path),
      [Symbol.asyncDispose]: () => blobs[Symbol.asyncDispose](),
    }
  }
  throw new Error('no analysis')
}

function placeIn({ overlay }: Analysis, layer: number, path: string): EntryPlace {
  const node = findNode(overlay, parseTreePath(fromText(path)))
  const place = versionsOf(overlay, node ?? -1).find(version => version.layer === layer)?.place
  if (place == null) throw new Error(`layer ${layer} holds no ${path}`)
  return place
}

/** The same image, as each writer stores it and as it comes in. */
export const FORMS: readonly (readonly [string, (image: BuiltImage, folder: string) => Promise<Source>])[] = [
  ['a plain archive of docker save', (image, folder) => archive(dockerSave([image]), folder, 'old.tar')],
  ['a plain archive of Docker ≥ 25', (image, folder) => archive(dockerSaveOci([image]), folder, 'new.tar')],
  [
    'an archive with gzipped layers',
    (image, folder) => archive(ociLayout([image], { packing: 'gzip' }), folder, 'gzip.tar'),
  ],
  [
    'an archive with zstd layers',
    (image, folder) => archive(ociLayout([image], { packing: 'zstd' }), folder, 'zstd.tar'),
  ],
  [
    'a compressed archive',
    (image, folder) => written(gzipSync(archiveOf(dockerSave([image]))), folder, 'all.tar.gz'),
  ],
  ['an OCI layout', (image, folder) => layout(ociLayout([image], { packing: 'gzip' }), folder, 'layout')],
  ["skopeo's directory", (image, folder) => layout(skopeoDirectory(image), folder, 'directory')],
  [
    'standard input',
    async (image, folder) => {
      await written(archiveOf(dockerSaveOci([image])), folder, 'input.tar')
      return standardInputSource(createReadStream(join(folder, 'input.tar')))
    },
  ],
]

export function archive(members: readonly Member[], folder: string, name: string): Promise<Source> {
  return written(archiveOf(members), folder, name)
}

async function written(bytes: Uint8Array, folder: string, name: string): Promise<Source> {
  const path = join(folder, name)
  await writeFile(path, bytes)
  return archiveSource(path, { reference: name, tag: null })
}

async function layout(members: readonly Member[], folder: string, name: string): Promise<Source> {
  const path = join(folder, name)
  for (const { name: member, content = '' } of members) {
    await mkdir(dirname(join(path, member)), { recursive: true })
    await writeFile(join(path, member), rawBytes(content))
  }
  return directorySource(path, 'ociLayout', { reference: name, tag: null })
}
