import type { Finding } from '../../../image/finding.ts'
import { plainBytes } from '../../../tree/finding-tally.ts'
import { type AdviceCheck, advice } from '../advice-check.ts'
import type { AdviceSubject } from '../advice-subject.ts'
import { DONE } from '../waste-finding.ts'
import type { WasteCause, WasteGroup } from '../waste-groups.ts'
import { fileLines, stepWords } from '../words.ts'

/** Bytes of the base that nobody sees: its own affair, or what the steps above do to its files. One note each. */
export const baseWaste: AdviceCheck = subject => [
  ...noteOf(subject, 'wasteOfBase', groups => ({
    message: `The base image (layers 0 to ${subject.firstOwn - 1}) wastes bytes of its own; nothing in your Dockerfile can change that.`,
    evidence: groups.slice(0, GROUPS_SHOWN).map(group => groupLine(subject, group)),
  })),
  ...noteOf(subject, 'baseFilesReplaced', groups => ({
    message: 'Later layers replace or delete files of the base image; its layers keep them.',
    evidence: groups
      .slice(0, GROUPS_SHOWN)
      .flatMap(group => [groupLine(subject, group), ...fileLines(group.items)]),
  })),
]

const GROUPS_SHOWN = 3

function noteOf(
  subject: AdviceSubject,
  cause: WasteCause & Finding['kind'],
  tell: (groups: readonly WasteGroup[]) => { message: string; evidence: readonly string[] },
): Finding[] {
  const groups = subject.groups.filter(group => group.cause === cause && group.by !== subject.container)
  const bytes = groups.reduce((sum, group) => sum + group.bytes, 0)
  return bytes === 0 || bytes < subject.worthBytes ? [] : [advice(cause, 'note', { bytes, ...tell(groups) })]
}

function groupLine(subject: AdviceSubject, { layer, by, bytes, items }: WasteGroup): string {
  return `${plainBytes(bytes)} of ${stepWords(subject, layer)}, ${DONE[items.at(0)?.reason ?? 'deleted']} by ${stepWords(subject, by)}`
}
