import type { Digest } from '../image/digest.ts'
import type { LayerDescriptor } from '../image/image.ts'

/** How the user says where the base image ends: a number of layers, or the layers of the base itself. */
export type BaseChoice =
  | { readonly kind: 'count'; readonly layers: number }
  | { readonly kind: 'diffIds'; readonly diffIds: readonly Digest[] }

/**
 * How many of the lowest layers belong to the base; `null` when the choice does not fit the image (more layers than
 * it has, or a base whose layers are not a prefix of it).
 */
export function countBaseLayers(layers: readonly LayerDescriptor[], choice: BaseChoice): number | null {
  if (choice.kind === 'count') return choice.layers <= layers.length ? choice.layers : null
  const isPrefix = choice.diffIds.every((diffId, index) => layers[index]?.diffId === diffId)
  return isPrefix ? choice.diffIds.length : null
}
