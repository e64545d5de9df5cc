import type { ImageDocuments } from '../../image/image.ts'
import { familiarName } from '../../image/image-name.ts'
import type { KnownImage } from '../../image/known-image.ts'
import { type BaseImage, isStrictPrefix } from './base-image.ts'

/**
 * The base an image names. Buildpacks record its uppermost layer, which says where it ends; the annotations of OCI
 * record its name and digest only, so that it must be among the known images to tell how many layers it has.
 */
export function statedBase(documents: ImageDocuments, known: readonly KnownImage[]): BaseImage | null {
  return byTopLayer(documents) ?? byName(documents, known)
}

/** What the image says its base is called; an annotation is the image's own, a label may be inherited. */
export function statedName(documents: ImageDocuments): string | null {
  return sayings(documents, BASE_NAME)[0]?.value ?? null
}

const BASE_NAME = 'org.opencontainers.image.base.name'
const BASE_DIGEST = 'org.opencontainers.image.base.digest'

interface Saying {
  readonly where: 'annotation' | 'label'
  readonly key: string
  readonly value: string
}

function sayings({ annotations, config }: ImageDocuments, key: string): Saying[] {
  const places = [
    { where: 'annotation', value: annotations[key] },
    { where: 'label', value: config.labels[key] },
  ] as const
  return places.flatMap(({ where, value }) =>
    value === undefined || value === '' ? [] : [{ where, key, value }],
  )
}

function byName(documents: ImageDocuments, known: readonly KnownImage[]): BaseImage | null {
  const said = [...sayings(documents, BASE_DIGEST), ...sayings(documents, BASE_NAME)]
  for (const saying of said) {
    const image = known.find(each => isCalled(each, saying) && isStrictPrefix(each.diffIds, documents))
    if (image === undefined) continue
    return {
      layers: image.diffIds.length,
      certainty: 'stated',
      name: statedName(documents) ?? image.names[0] ?? saying.value,
      evidence: [
        `the ${saying.where} ${saying.key} says ${saying.value}`,
        `its layers, as ${image.names[0] ?? 'a known image'} has them, are the lowest here`,
      ],
    }
  }
  return null
}

function isCalled({ names, digests }: KnownImage, { key, value }: Saying): boolean {
  if (key === BASE_DIGEST) return digests.includes(value)
  return names.some(name => withTag(familiarName(name)) === withTag(familiarName(value)))
}

function withTag(name: string): string {
  return /[:@][^/]*$/.test(name) ? name : `${name}:latest`
}

const BUILDPACKS = 'io.buildpacks.lifecycle.metadata'

/** Cloud Native Buildpacks, platform specification: `runImage.topLayer` is the diffId the run image ends with. */
function byTopLayer({ config, layers }: ImageDocuments): BaseImage | null {
  const runImage = memberOf(parse(config.labels[BUILDPACKS] ?? ''), 'runImage')
  const topLayer = memberOf(runImage, 'topLayer')
  const at = layers.findIndex(({ diffId }) => diffId !== null && diffId === topLayer)
  if (at < 0 || at === layers.length - 1) return null
  const [image, reference] = [memberOf(runImage, 'image'), memberOf(runImage, 'reference')]
  const name = [image, reference].find(each => typeof each === 'string' && each !== '')
  return {
    layers: at + 1,
    certainty: 'stated',
    name: typeof name === 'string' ? name : null,
    evidence: [`the label ${BUILDPACKS} says that the run image ends with layer ${at}`],
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined
  return Object.entries(value).find(([key]) => key === name)?.[1]
}
