import type { ImageDocuments } from '../../image/image.ts'
import type { KnownImage } from '../../image/known-image.ts'
import type { BaseChoice, BaseImage } from './base-image.ts'
import { chosenBase } from './chosen-base.ts'
import { likelyBase } from './likely-base.ts'
import { matchedBase } from './matched-base.ts'
import { statedBase } from './stated-base.ts'

/**
 * Where the base image ends: as the user says, else as the image says, else where the layers of another known image
 * end, else where the history has the shape of a base; `null` when nothing tells.
 *
 * A choice of the user that does not fit the image is `null` too: guessing instead would answer another question.
 */
export function findBase(
  documents: ImageDocuments,
  choice: BaseChoice | null,
  known: readonly KnownImage[],
): BaseImage | null {
  if (choice !== null) return chosenBase(documents, choice)
  return statedBase(documents, known) ?? matchedBase(documents, known) ?? likelyBase(documents)
}
