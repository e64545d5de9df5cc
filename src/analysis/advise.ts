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

/**
 * What a change of the Dockerfile would save, or keep from being read by everybody: errors first, then by bytes. Empty
 * for an image that could be read in part only. Linear in the paths of the image; worked out once, when first asked for.
 */
export function advise(analysis: Analysis): readonly Finding[] {
  const known = remembered.get(analysis)
  if (known !== undefined) return known
  const findings = analysis.complete && analysis.layers.length > 0 ? runChecks(analysis) : []
  remembered.set(analysis, findings)
  return findings
}

const remembered = new WeakMap<Analysis, readonly Finding[]>()

function runChecks(analysis: Analysis): readonly Finding[] {
  const subject = adviceSubject(analysis)
  return CHECKS.flatMap(check => check(subject)).sort(
    (one, other) => RANKS[one.severity] - RANKS[other.severity] || (other.bytes ?? 0) - (one.bytes ?? 0),
  )
}

const RANKS = { error: 0, warning: 1, note: 2 } as const satisfies Record<Severity, number>
