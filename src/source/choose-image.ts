import { fail } from '../errors.ts'
import { familiarName } from '../image/image-name.ts'
import { formatPlatform, hostPlatform, type Platform, satisfiesPlatform } from '../image/platform.ts'
import { idOf, type Offer, platformOf, tagsOf } from './offer.ts'

/** Which of a source's images is wanted. */
export interface Wish {
  /** As the user wrote it, for messages. */
  readonly reference: string
  /** A name, a bare tag, or the beginning of a digest or id; `null` when the user named none. */
  readonly tag: string | null
  /** `null`: this machine's, else the only one. */
  readonly platform: Platform | null
  /** As Node calls it. */
  readonly hostArchitecture: string
}

/**
 * The one image that is wanted: by name first, then by platform (semantics §3).
 *
 * Faults, each listing what there is: `missingTag`, `ambiguousImage`, `missingPlatform`, `ambiguousPlatform`,
 * `missingBlob` when nothing an index names is here, `notAnImage`; and the fault of a chosen image that is broken.
 */
export function chooseImage(offers: readonly Offer[], wish: Wish): Offer {
  const images = offers.filter(({ content }) => content.kind !== 'artifact')
  const [firstArtifact] = offers.flatMap(({ content }) => (content.kind === 'artifact' ? [content.type] : []))
  if (images.length === 0) return refuse(wish, firstArtifact)
  const named = wish.tag === null ? images : byName(images, wish.tag, wish)
  const usable = usableOffers(named)
  const [first, ...others] = Map.groupBy(usable, groupKey).values()
  if (first === undefined || others.length > 0) return ambiguous(usable, wish)
  const chosen = byPlatform(first, wish)
  return chosen.content.kind === 'broken' ? fail(chosen.content.fault) : chosen
}

function refuse({ reference }: Wish, artifact: string | undefined): never {
  const found =
    artifact === undefined ? 'documents that name no image' : `an OCI artifact of type ${artifact}`
  return fail({
    kind: 'notAnImage',
    reference,
    found,
    valid: 'an index or manifest that names a container image',
  })
}

/** A full name is better than a bare tag, and that better than the beginning of a digest. */
function byName(offers: readonly Offer[], asked: string, { reference }: Wish): Offer[] {
  for (const matches of [isNamed, hasTag, hasDigest]) {
    const matching = offers.filter(offer => matches(offer, asked))
    if (matching.length > 0) return matching
  }
  return fail({ kind: 'missingTag', reference, asked, choices: choicesOf(offers) })
}

function isNamed({ names, otherNames }: Offer, asked: string): boolean {
  const wanted = familiarName(asked)
  return [...names, ...otherNames].some(name => {
    const familiar = familiarName(name)
    return familiar === wanted || familiar === `${wanted}:latest`
  })
}

function hasTag({ names, otherNames }: Offer, asked: string): boolean {
  return [...names, ...otherNames].some(name => name.endsWith(`:${asked}`))
}

function hasDigest(offer: Offer, asked: string): boolean {
  const digits = asked.replace(/^sha256:/, '')
  if (!/^[0-9a-f]{4,64}$/.test(digits)) return false
  return [offer.key, idOf(offer), ...(offer.within ?? [])].some(digest =>
    digest?.startsWith(`sha256:${digits}`),
  )
}

/** Those the source holds; images without any of their layers only if there is nothing else. */
function usableOffers(offers: readonly Offer[]): Offer[] {
  const whole = offers.filter(({ content }) => content.kind === 'image' || content.kind === 'broken')
  if (whole.length > 0) return whole
  const hollow = offers.filter(({ content }) => content.kind === 'hollow')
  if (hollow.length > 0) return hollow
  const absent = offers.flatMap(({ content }) => (content.kind === 'absent' ? [content] : []))[0]
  return fail({
    kind: 'missingBlob',
    what: absent?.what ?? 'The manifest',
    blob: absent?.blob ?? 'a manifest',
  })
}

function groupKey({ names }: Offer): string {
  return names.map(familiarName).sort().join(' ')
}

function byPlatform(offers: readonly Offer[], wish: Wish): Offer {
  const [only, ...others] = offers
  if (only !== undefined && others.length === 0 && wish.platform === null) return only
  const matching = offers.filter(offer => suits(offer, wish.platform ?? hostPlatform(wish.hostArchitecture)))
  if (matching.length > 0) return closest(matching, wish)
  const broken = offers.find(offer => platformOf(offer) === null)
  if (broken !== undefined) return broken
  const platforms = distinctPlatforms(offers)
  const { reference, platform } = wish
  if (platform !== null)
    return fail({ kind: 'missingPlatform', reference, wanted: platform, choices: platforms })
  if (platforms.length === 1) return ambiguous(offers, wish)
  return fail({ kind: 'ambiguousPlatform', reference, choices: platforms })
}

function suits(offer: Offer, wanted: Platform): boolean {
  const platform = platformOf(offer)
  return platform !== null && satisfiesPlatform(platform, wanted)
}

/** Of several variants the newest, as engines choose: v7 before v6. */
function closest(offers: readonly Offer[], wish: Wish): Offer {
  const newest = offers.map(variantOf).sort().at(-1)
  const [first, ...others] = offers.filter(offer => variantOf(offer) === newest)
  return first === undefined || others.length > 0 ? ambiguous(offers, wish) : first
}

function variantOf(offer: Offer): string {
  return platformOf(offer)?.variant ?? ''
}

function distinctPlatforms(offers: readonly Offer[]): Platform[] {
  const platforms = offers.flatMap(offer => platformOf(offer) ?? [])
  return [...new Map(platforms.map(platform => [formatPlatform(platform), platform])).values()]
}

function ambiguous(offers: readonly Offer[], { reference }: Wish): never {
  return fail({ kind: 'ambiguousImage', reference, choices: choicesOf(offers) })
}

/** What the user may write to mean each of them: a tag, else enough of a digest. */
function choicesOf(offers: readonly Offer[]): string[] {
  const tags = offers.map(offer => tagsOf(offer)[0])
  const isTelling = (tag: string | undefined) =>
    tag !== undefined && tags.filter(other => other === tag).length === 1
  const several = new Set(offers.map(groupKey)).size > 1
  return [
    ...new Set(
      offers.map((offer, index) => {
        const tag = tags[index]
        return tag !== undefined && (several || isTelling(tag)) ? tag : shortKey(idOf(offer) ?? offer.key)
      }),
    ),
  ]
}

function shortKey(key: string): string {
  return key.startsWith('sha256:') ? key.slice(0, 'sha256:'.length + 12) : key
}
