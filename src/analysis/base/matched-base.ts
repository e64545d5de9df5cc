import type { ImageDocuments } from '../../image/image.ts'
import { familiarName } from '../../image/image-name.ts'
import type { KnownImage } from '../../image/known-image.ts'
import { type BaseImage, isStrictPrefix } from './base-image.ts'
import { statedName } from './stated-base.ts'

/**
 * The known image whose layers are the lowest ones, and as many of them as any. Images of the same repository are
 * earlier or partial builds of this one, not what it is built on; images without a name are left out.
 */
export function matchedBase(documents: ImageDocuments, known: readonly KnownImage[]): BaseImage | null {
  const own = new Set(documents.tags.map(repositoryOf))
  const fitting = known
    .map(image => ({ ...image, names: image.names.filter(name => !own.has(repositoryOf(name))) }))
    .filter(({ names, diffIds }) => names.length > 0 && isStrictPrefix(diffIds, documents))
  const layers = Math.max(0, ...fitting.map(({ diffIds }) => diffIds.length))
  const names = [
    ...new Set(fitting.flatMap(each => (each.diffIds.length === layers ? each.names : []))),
  ].sort()
  const [name] = names
  if (name === undefined) return null
  const said = statedName(documents)
  return {
    layers,
    certainty: 'matched',
    name,
    evidence: [
      `${layers === 1 ? 'layer 0 is that' : `layers 0 to ${layers - 1} are those`} of ${listNames(names)}`,
      ...(said === null ? [] : [`the image itself says its base is ${said}, which is not here`]),
    ],
  }
}

/** Without its tag and digest; a path is no name and stands for itself. */
function repositoryOf(name: string): string {
  return familiarName(name)
    .replace(/@.*$/, '')
    .replace(/:[^/]*$/, '')
}

function listNames(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).join(', ')
  return names.length > MOST_NAMES ? `${shown} and ${names.length - MOST_NAMES} more` : shown
}

/** Tags of one image a sentence can hold. */
const MOST_NAMES = 3
