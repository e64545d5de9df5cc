import type { ImageDocuments, Step } from '../../image/image.ts'
import type { BaseImage } from './base-image.ts'
import { BASE_SIGNS } from './base-signs.ts'
import { statedName } from './stated-base.ts'

/**
 * Where the history has the shape it has when one image is built on another. The sign that reaches furthest counts: an
 * image may be built on an image that is built on a third. Nothing where steps and layers disagree, or where no layer
 * follows: what ends with the image is the image.
 */
export function likelyBase(documents: ImageDocuments): BaseImage | null {
  const { steps, layers } = documents
  if (layers.length < 2 || layers.some(({ step }) => step === null)) return null
  const signs = BASE_SIGNS.flatMap(sign => sign(steps)).filter(({ steps: end }) =>
    isBetweenLayers(steps, end),
  )
  const end = Math.max(0, ...signs.map(({ steps: reached }) => reached))
  const count = layersBefore(steps, end)
  const evidence = signs.filter(sign => layersBefore(steps, sign.steps) === count).map(sign => sign.evidence)
  return end === 0 ? null : { layers: count, certainty: 'likely', name: statedName(documents), evidence }
}

function isBetweenLayers(steps: readonly Step[], end: number): boolean {
  return layersBefore(steps, end) > 0 && steps.slice(end).some(({ layer }) => layer !== null)
}

function layersBefore(steps: readonly Step[], end: number): number {
  return steps.slice(0, end).filter(({ layer }) => layer !== null).length
}
