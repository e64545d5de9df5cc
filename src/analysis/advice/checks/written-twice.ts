import type { AdviceCheck } from '../advice-check.ts'
import type { AdviceSubject } from '../advice-subject.ts'
import { ignoreFix, rootsOf } from '../context-fix.ts'
import { runFix } from '../run-fix.ts'
import { groupsOf, wasteFinding } from '../waste-finding.ts'
import type { WasteGroup } from '../waste-groups.ts'
import { codeName, lines } from '../words.ts'

/** A file that two steps write: the first version stays in its layer. */
export const writtenTwice: AdviceCheck = subject =>
  groupsOf(subject, 'writtenTwice').map(group =>
    wasteFinding(subject, group, { what: 'Files', fix: fixOf(subject, group) }),
  )

function fixOf(subject: AdviceSubject, group: WasteGroup): string | undefined {
  const [writer, killer] = [subject.steps[group.layer]?.keyword, subject.steps[group.by]?.keyword]
  if (writer === 'RUN' && killer === 'RUN') return runFix(subject, group.layer)
  if (writer !== 'COPY' && writer !== 'ADD') return undefined
  const roots = rootsOf(subject, group.items)
  if (killer !== 'RUN') return ignoreFix(roots)
  return lines(
    'Change them in another stage (FROM … AS build), and copy only the result:',
    ...roots.map(path => `COPY --from=build ${codeName(path)} ${codeName(path)}`),
  )
}
