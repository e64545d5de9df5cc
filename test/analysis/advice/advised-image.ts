import { layer } from '../../../fixtures/recipe/recipe.ts'
import type { EntryRecipe } from '../../../fixtures/tar/recipe.ts'
import { tarOf } from '../../../fixtures/tar/tar-of.ts'
import { analyse } from '../../../src/analysis/analyse.ts'
import type { Analysis } from '../../../src/analysis/analysis.ts'
import { DEFAULT_LIMITS } from '../../../src/image/limits.ts'
import { readLayer } from '../../../src/layer/read-layer.ts'
import type { Layer } from '../../../src/tree/layer.ts'
import { imageOf } from '../../store/images.ts'

export type AdvisedStep = readonly [instruction: string, ...files: EntryRecipe[]]

/** An image of which contents matter: its layers go through tar, tree and facts. */
export async function advisedImage(...steps: readonly AdvisedStep[]): Promise<Analysis> {
  const made = imageOf(steps.map(([instruction]) => [instruction, layer()]))
  const contents = steps.map(([, ...files]) => files)
  const layers = await Promise.all(made.layers.map((one, at) => withFiles(one, contents[at] ?? [])))
  return analyse(made.documents, layers, { base: null })
}

async function withFiles(layer: Layer, files: readonly EntryRecipe[]): Promise<Layer> {
  const options = { what: 'Layer', limits: DEFAULT_LIMITS, signal: new AbortController().signal }
  const { tree, facts } = await readLayer(chunks(tarOf(files, { dialect: 'pax' })), options)
  return layer.kind === 'read' ? { ...layer, tree, facts } : layer
}

async function* chunks(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
