import type { Limits } from '../image/limits.ts'
import { listTar, type ReadAt } from '../tar/list-tar.ts'
import type { LayerTree } from '../tree/layer-tree.ts'
import { LayerTreeBuilder } from '../tree/layer-tree-builder.ts'

export interface SkimLayerOptions {
  readonly what: string
  readonly limits: Limits
  readonly signal: AbortSignal
}

/**
 * The tree of a plain tar from its headers alone: no content is read, so there are no hashes and no digest. `null`
 * when the tar ends inside a content. Faults: those of `listTar` and of the tree's limits.
 */
export async function skimLayer(
  readAt: ReadAt,
  size: number,
  { what, limits, signal }: SkimLayerOptions,
): Promise<LayerTree | null> {
  const tree = new LayerTreeBuilder(limits, what)
  for await (const header of listTar(readAt, size, { what, limits })) {
    signal.throwIfAborted()
    if (header.offset + header.stored > size) return null
    tree.add(header)
  }
  return tree.build()
}
