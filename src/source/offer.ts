import { type Fault, LayerscopeError } from '../errors.ts'
import type { Digest } from '../image/digest.ts'
import type { ImageDocuments } from '../image/image.ts'
import { familiarName } from '../image/image-name.ts'
import type { Platform } from '../image/platform.ts'

/** One image a source may hold: one manifest, for one platform. */
export interface Offer {
  /** Every name the documents give it, as written; what belongs together under one name is one image. */
  readonly names: readonly string[]
  /** Names another document of the same source gives it (`RepoTags` beside an index). */
  readonly otherNames: readonly string[]
  /** Where it is named, when it has no name: a digest or a path. */
  readonly key: string
  /** Digests of the indexes it stands in, below the outermost: an engine may call it by one of them. */
  readonly within?: readonly string[]
  /** What the index says; `null` when it says nothing. */
  readonly platform: Platform | null
  readonly content: OfferContent
}

export type OfferContent =
  | { readonly kind: 'image'; readonly image: ImageDocuments }
  /** Its documents are there, none of its layers are. */
  | { readonly kind: 'hollow'; readonly image: ImageDocuments }
  /** An index names it; the source holds no manifest or no config of it (a platform that was not saved). */
  | { readonly kind: 'absent'; readonly what: 'The manifest' | 'The config'; readonly blob: string }
  | { readonly kind: 'broken'; readonly fault: Fault }
  /** A chart, a signature, an attestation. */
  | { readonly kind: 'artifact'; readonly type: string }

/** Turns what reading an image's documents throws into its content: one broken image does not hide the others. */
export async function loadContent(load: () => Promise<OfferContent>): Promise<OfferContent> {
  try {
    return await load()
  } catch (error) {
    if (error instanceof LayerscopeError) return { kind: 'broken', fault: error.fault }
    throw error
  }
}

export function imageOf({ content }: Offer): ImageDocuments | null {
  return content.kind === 'image' || content.kind === 'hollow' ? content.image : null
}

/** The platform, from the index or else from the config. */
export function platformOf(offer: Offer): Platform | null {
  return offer.platform ?? imageOf(offer)?.platform ?? null
}

/** The id of its config. */
export function idOf(offer: Offer): Digest | null {
  return imageOf(offer)?.id ?? null
}

/**
 * Names for people: without `docker.io/library/`, each once, and without a bare tag (`naive`) that a full name
 * (`mini:naive`) says already.
 */
export function tagsOf(offer: Offer): string[] {
  const names = [...new Set([...offer.names, ...offer.otherNames].map(familiarName))]
  return names.filter(name => isFullName(name) || !names.some(other => other.endsWith(`:${name}`)))
}

function isFullName(name: string): boolean {
  return name.includes(':') || name.includes('/')
}
