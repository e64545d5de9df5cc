import { nodeName } from '../../tree/overlay.ts'
import type { Place, PlaceRole } from '../contents/place.ts'
import { placeAt } from '../contents/places.ts'
import type { WasteItem, WasteItems } from '../waste-items.ts'
import type { AdviceSubject } from './advice-subject.ts'

/** What wasted bytes are about, as a person would say it: a kind of finding each. */
export type WasteCause =
  | 'wastedPackageLists'
  | 'wastedPackageCache'
  | 'wastedBuildCache'
  | 'wastedVersionControl'
  | 'wastedArchive'
  | 'rewrittenMetadata'
  | 'writtenTwice'
  | 'deletedLater'
  | 'wasteOfBase'
  | 'baseFilesReplaced'

/** Wasted bytes with one writer, one killer and one cause. */
export interface WasteGroup {
  /** `writer>killer:cause:owner`. */
  readonly key: string
  readonly layer: number
  readonly by: number
  readonly cause: WasteCause
  /** The known place they stood in; `null` where that is not the cause. */
  readonly place: Place | null
  readonly bytes: number
  /** Largest first. */
  readonly items: WasteItems
}

type Ground = Pick<AdviceSubject, 'analysis' | 'steps' | 'firstOwn' | 'places'>

/** Every wasted byte in exactly one group; most bytes first. */
export function groupWaste(subject: Ground): readonly WasteGroup[] {
  const causes = new Map<string, Cause>()
  const keyOf = (item: WasteItem): string => {
    const cause = causeOf(item, subject)
    const key = `${item.layer}>${item.by}:${cause.cause}:${cause.place?.owner ?? ''}`
    if (!causes.has(key)) causes.set(key, cause)
    return key
  }
  const groups = [...subject.analysis.waste.items.groupBy(keyOf)].flatMap(([key, items]) => {
    const [cause, first] = [causes.get(key), items.at(0)]
    if (cause === undefined || first === undefined) return []
    return [{ key, layer: first.layer, by: first.by, ...cause, bytes: items.bytes, items }]
  })
  return groups.sort((one, other) => other.bytes - one.bytes)
}

type Cause = Pick<WasteGroup, 'cause' | 'place'>

/** The first that fits: whose affair it is, what was done, where it stood. */
function causeOf(item: WasteItem, ground: Ground): Cause {
  const { places, firstOwn, analysis } = ground
  if (item.by < firstOwn) return plain('wasteOfBase')
  if (item.reason === 'rewritten' && isMetadata(item, ground)) return plain('rewrittenMetadata')
  if (item.layer < firstOwn) return plain('baseFilesReplaced')
  if (item.reason === 'rewritten') return plain('writtenTwice')
  const place = placeAt(places, item.node)
  const cause = place === null ? undefined : CAUSE_OF_ROLE[place.role]
  if (cause !== undefined) return { cause, place }
  if (item.reason === 'overwritten' || item.reason === 'replaced') return plain('writtenTwice')
  return plain(ARCHIVE.test(nodeName(analysis.overlay, item.node)) ? 'wastedArchive' : 'deletedLater')
}

function plain(cause: WasteCause): Cause {
  return { cause, place: null }
}

/** Only the time: a `touch`, unless a step copies the time of its source, or a package manager writes its books anew. */
function isMetadata({ differs, layer, by }: WasteItem, { steps, firstOwn }: Ground): boolean {
  if (differs.some(each => each !== 'mtime')) return true
  return differs.length > 0 && layer >= firstOwn && steps[by]?.keyword === 'RUN'
}

const CAUSE_OF_ROLE: Partial<Record<PlaceRole, WasteCause>> = {
  packageLists: 'wastedPackageLists',
  packageCache: 'wastedPackageCache',
  buildCache: 'wastedBuildCache',
  versionControl: 'wastedVersionControl',
}

const ARCHIVE = /\.(?:tar|tgz|tbz2?|txz|zip|deb|rpm|apk|whl|jar|7z|(?:tar\.)?(?:gz|bz2|xz|zst|lz4))$/i
