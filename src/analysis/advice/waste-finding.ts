import type { Finding, Severity } from '../../image/finding.ts'
import type { WasteReason } from '../waste-items.ts'
import { advice } from './advice-check.ts'
import type { AdviceSubject } from './advice-subject.ts'
import type { WasteCause, WasteGroup } from './waste-groups.ts'
import { fileLines, stepWords } from './words.ts'

/** The groups of one cause that are worth a change. */
export function groupsOf(
  { groups, worthBytes, container }: AdviceSubject,
  ...causes: readonly WasteCause[]
): readonly WasteGroup[] {
  return groups.filter(
    ({ cause, by, bytes }) => causes.includes(cause) && by !== container && bytes >= worthBytes,
  )
}

/** What one layer wrote and another killed; `what` begins the sentence: `Package lists of apt` … `written by`. */
export function wasteFinding(
  subject: AdviceSubject,
  group: WasteGroup,
  { what, fix, severity = 'warning' }: { what: string; fix?: string | undefined; severity?: Severity },
): Finding {
  const { layer, by, bytes, items, cause } = group
  const largest = items.at(0)
  const verb = DONE[largest?.reason ?? 'deleted']
  const writer = stepWords(subject, layer)
  return advice(cause, severity, {
    ...{ layer, bytes, fix },
    ...(items.length === 1 && largest !== undefined ? { path: largest.path } : {}),
    message: `${what} written by ${writer}, ${verb} by ${stepWords(subject, by)}.`,
    evidence: fileLines(items),
  })
}

/** What the killing layer did, in the words of a person. */
export const DONE = {
  deleted: 'deleted again',
  overwritten: 'overwritten',
  rewritten: 'written again',
  replaced: 'replaced',
  hidden: 'deleted and made anew',
} as const satisfies Record<WasteReason, string>
