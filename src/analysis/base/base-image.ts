import type { Digest } from '../../image/digest.ts'
import type { ImageDocuments } from '../../image/image.ts'

/** The lowest layers of an image, which came from another one (semantics §6), and how that is known. */
export interface BaseImage {
  /** How many of the lowest layers are its. */
  readonly layers: number
  readonly certainty: BaseCertainty
  /** What the base is called, where somebody says. */
  readonly name: string | null
  /** What speaks for it, in sentences. */
  readonly evidence: readonly string[]
}

/**
 * `stated`: the user or the image says where it ends. `matched`: these are the layers of an image that is known.
 * `likely`: the history has the shape it has where one image is built on another.
 */
export type BaseCertainty = 'stated' | 'matched' | 'likely'

/** How the user says where the base image ends: a number of layers, or the layers of the base itself. */
export type BaseChoice =
  | { readonly kind: 'count'; readonly layers: number }
  | { readonly kind: 'image'; readonly reference: string; readonly diffIds: readonly Digest[] }

/** Whether all of these are the lowest layers of an image, and there are others above; a container's own is none of them. */
export function isStrictPrefix(
  diffIds: readonly Digest[],
  { layers: all, container }: Pick<ImageDocuments, 'layers' | 'container'>,
): boolean {
  const layers = container === undefined ? all : all.slice(0, container.layer)
  return (
    diffIds.length > 0 &&
    diffIds.length < layers.length &&
    diffIds.every((diffId, index) => layers[index]?.diffId === diffId)
  )
}
