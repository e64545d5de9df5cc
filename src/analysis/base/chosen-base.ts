import type { ImageDocuments } from '../../image/image.ts'
import type { BaseChoice, BaseImage } from './base-image.ts'

/** `--base`; `null` when there are fewer layers, or the chosen image's are not the lowest. */
export function chosenBase({ layers }: ImageDocuments, choice: BaseChoice): BaseImage | null {
  if (choice.kind === 'count') {
    if (choice.layers > layers.length) return null
    return { layers: choice.layers, certainty: 'stated', name: null, evidence: [`--base ${choice.layers}`] }
  }
  const { reference, diffIds } = choice
  if (!diffIds.every((diffId, index) => layers[index]?.diffId === diffId)) return null
  return { layers: diffIds.length, certainty: 'stated', name: reference, evidence: [`--base ${reference}`] }
}
