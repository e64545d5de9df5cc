import type { Finding, FindingKind } from '../../../image/finding.ts'
import { nodePath } from '../../../tree/overlay.ts'
import type { Place, PlaceRole } from '../../contents/place.ts'
import { topOfPlace } from '../../contents/places.ts'
import { type AdviceCheck, advice } from '../advice-check.ts'
import type { AdviceSubject } from '../advice-subject.ts'
import { ignoreFix } from '../context-fix.ts'
import { runFix } from '../run-fix.ts'
import { type ShippedPart, wholeOf } from '../shipped-places.ts'
import { groupsOf, wasteFinding } from '../waste-finding.ts'
import { directoryLines, ownerName, stepWords } from '../words.ts'

/** Package lists, package caches and build caches: deleted too late, or still there. */
export const packageLeftovers: AdviceCheck = subject => [
  ...groupsOf(subject, 'wastedPackageLists', 'wastedPackageCache', 'wastedBuildCache').map(group =>
    wasteFinding(subject, group, {
      what: group.place === null ? 'Files' : nameOf(group.place),
      fix: fixOf(subject, group.layer, group.items.at(0)?.node ?? 0),
    }),
  ),
  ...leftParts(subject).flatMap(parts => shippedFindings(subject, parts)),
]

interface Leftover {
  readonly kind: FindingKind
  readonly name: string
}

const LEFTOVERS: Partial<Record<PlaceRole, Leftover>> = {
  packageLists: { kind: 'shippedPackageLists', name: 'Package lists' },
  packageCache: { kind: 'shippedPackageCache', name: 'A package cache' },
  buildCache: { kind: 'shippedBuildCache', name: 'A build cache' },
}

function nameOf({ role, owner }: Place): string {
  const what = LEFTOVERS[role]?.name ?? 'Files'
  return owner === null ? what : `${what} of ${ownerName(owner)}`
}

/** What one layer leaves of one owner: each RUN is mended for itself. */
function leftParts({ shipped, firstOwn }: AdviceSubject): readonly (readonly ShippedPart[])[] {
  const own = shipped.filter(({ place, layer }) => layer >= firstOwn && LEFTOVERS[place.role] !== undefined)
  return [...Map.groupBy(own, ({ place, layer }) => `${layer} ${place.role} ${place.owner}`).values()]
}

function shippedFindings(subject: AdviceSubject, parts: readonly ShippedPart[]): Finding[] {
  const [first] = parts
  const { bytes, layer } = wholeOf(parts)
  const leftover = first === undefined ? undefined : LEFTOVERS[first.place.role]
  if (first === undefined || leftover === undefined || bytes < subject.worthBytes) return []
  return [
    advice(leftover.kind, 'warning', {
      ...{ layer, bytes, path: nodePath(subject.analysis.overlay, first.directory) },
      message: `${nameOf(first.place)} in every container, written by ${stepWords(subject, layer)}.`,
      evidence: directoryLines(subject, parts),
      fix: fixOf(subject, layer, first.directory),
    }),
  ]
}

function fixOf(subject: AdviceSubject, layer: number, node: number): string | undefined {
  const keyword = subject.steps[layer]?.keyword
  if (keyword === 'RUN') return runFix(subject, layer)
  if (keyword !== 'COPY' && keyword !== 'ADD') return undefined
  const { overlay } = subject.analysis
  return ignoreFix([nodePath(overlay, topOfPlace(overlay, subject.places, node))])
}
