import type { Finding, Severity } from '../image/finding.ts'
import type { AdviceCheck } from './advice/advice-check.ts'
import { adviceSubject } from './advice/advice-subject.ts'
import { baseWaste } from './advice/checks/base-waste.ts'
import { deletedLater } from './advice/checks/deleted-later.ts'
import { environmentFiles } from './advice/checks/environment-files.ts'
import { packageLeftovers } from './advice/checks/package-leftovers.ts'
import { recommendedPackages } from './advice/checks/recommended-packages.ts'
import { rewrittenMetadata } from './advice/checks/rewritten-metadata.ts'
import { secrets } from './advice/checks/secrets.ts'
import { shippedBaggage } from './advice/checks/shipped-baggage.ts'
import { shippedToolchain } from './advice/checks/shipped-toolchain.ts'
import { versionControl } from './advice/checks/version-control.ts'
import { writtenTwice } from './advice/checks/written-twice.ts'
import type { WasteGroup } from './advice/waste-groups.ts'
import type { Analysis } from './analysis.ts'

/** Every check. A new one is a file and a line here. */
const CHECKS: readonly AdviceCheck[] = [
  secrets,
  environmentFiles,
  versionControl,
  packageLeftovers,
  rewrittenMetadata,
  writtenTwice,
  deletedLater,
  shippedToolchain,
  recommendedPackages,
  shippedBaggage,
  baseWaste,
]

/** Wasted bytes told apart, and what to change. */
export interface Advice {
  /** Every wasted byte in exactly one; most bytes first. */
  readonly groups: readonly WasteGroup[]
  /** Errors first, then by bytes. Groups too small to change anything for have none. */
  readonly findings: readonly Finding[]
}

/**
 * What a change of the Dockerfile would save, or keep from being read by everybody. Empty for an image that could be
 * read in part only. Linear in the paths of the image; worked out once, when first asked for.
 */
export function adviceOf(analysis: Analysis): Advice {
  const known = remembered.get(analysis)
  if (known !== undefined) return known
  const advice = analysis.complete && analysis.layers.length > 0 ? workOut(analysis) : NONE
  remembered.set(analysis, advice)
  return advice
}

/** The findings alone. */
export function advise(analysis: Analysis): readonly Finding[] {
  return adviceOf(analysis).findings
}

/** The finding that is about a group; `undefined` when it is too small. */
export function findingAbout({ findings }: Advice, group: WasteGroup): Finding | undefined {
  const isOfBase = group.cause === 'wasteOfBase' || group.cause === 'baseFilesReplaced'
  return findings.find(
    ({ kind, layer, bytes }) =>
      kind === group.cause && (isOfBase || (layer === group.layer && bytes === group.bytes)),
  )
}

const NONE: Advice = { groups: [], findings: [] }

const remembered = new WeakMap<Analysis, Advice>()

function workOut(analysis: Analysis): Advice {
  const subject = adviceSubject(analysis)
  const findings = CHECKS.flatMap(check => check(subject)).sort(
    (one, other) => RANKS[one.severity] - RANKS[other.severity] || (other.bytes ?? 0) - (one.bytes ?? 0),
  )
  return { groups: subject.groups, findings }
}

const RANKS = { error: 0, warning: 1, note: 2 } as const satisfies Record<Severity, number>
