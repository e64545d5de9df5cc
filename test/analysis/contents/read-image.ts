import type { EntryRecipe } from '../../../fixtures/tar/recipe.ts'
import { tarOf } from '../../../fixtures/tar/tar-of.ts'
import { analyse } from '../../../src/analysis/analyse.ts'
import type { Analysis } from '../../../src/analysis/analysis.ts'
import type { ImageConfig } from '../../../src/image/config.ts'
import { DEFAULT_LIMITS } from '../../../src/image/limits.ts'
import { readLayer } from '../../../src/layer/read-layer.ts'
import type { Layer } from '../../../src/tree/layer.ts'
import { documentsOf, layerOf } from '../start-image.ts'

/** An image whose layers went through tar, tree and facts as any other's. */
export async function readImage(
  layers: readonly (readonly EntryRecipe[])[],
  config: Partial<ImageConfig> = {},
): Promise<Analysis> {
  const read: Layer[] = []
  for (const [index, entries] of layers.entries()) {
    const options = {
      what: `Layer ${index}`,
      limits: DEFAULT_LIMITS,
      signal: new AbortController().signal,
    }
    const { tree, facts } = await readLayer(chunks(tarOf(entries, { dialect: 'pax' })), options)
    read.push(layerOf(index, tree, facts))
  }
  return analyse(documentsOf({ config }), read, { base: null })
}

async function* chunks(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

/** Paragraphs of dpkg's status file: `name version architecture`, and the status when it is not installed. */
export function dpkgStatus(...packages: readonly string[]): string {
  return packages
    .map(line => {
      const [name, version, architecture, state = 'installed'] = line.split(' ')
      return `Package: ${name}\nStatus: install ok ${state}\nVersion: ${version}\nArchitecture: ${architecture}\n`
    })
    .join('\n')
}

/** apk's database: each package a list of what it is and its files. */
export function apkInstalled(
  ...packages: readonly (readonly [nameVersion: string, ...files: string[]])[]
): string {
  return packages
    .map(([nameVersion, ...files]) => {
      const [name, version] = nameVersion.split(' ')
      const listed = files.map(file => {
        const slash = file.lastIndexOf('/')
        return `F:${file.slice(0, Math.max(0, slash))}\nR:${file.slice(slash + 1)}\nZ:Q1x\n`
      })
      return `C:Q1x\nP:${name}\nV:${version}\nA:x86_64\n${listed.join('')}\n`
    })
    .join('')
}
