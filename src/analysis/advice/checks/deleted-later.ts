import type { AdviceCheck } from '../advice-check.ts'
import type { AdviceSubject } from '../advice-subject.ts'
import { ignoreFix, rootsOf } from '../context-fix.ts'
import { mergedRun } from '../merged-run.ts'
import { runFix } from '../run-fix.ts'
import { groupsOf, wasteFinding } from '../waste-finding.ts'
import type { WasteGroup } from '../waste-groups.ts'
import { codeName, lines } from '../words.ts'

/** What a later step deletes stays in the layer that brought it, for everyone who pulls. */
export const deletedLater: AdviceCheck = subject => [
  ...groupsOf(subject, 'deletedLater').map(group =>
    wasteFinding(subject, group, { what: 'Files', fix: fixOf(subject, group) }),
  ),
  ...groupsOf(subject, 'wastedArchive').map(group =>
    wasteFinding(subject, group, { what: 'Archives', fix: archiveFix(subject, group) }),
  ),
]

function fixOf(subject: AdviceSubject, group: WasteGroup): string | undefined {
  const writer = subject.steps[group.layer]
  const roots = rootsOf(subject, group.items)
  if (writer?.keyword === 'COPY' || writer?.keyword === 'ADD') return ignoreFix(roots)
  if (writer?.keyword !== 'RUN') return undefined
  return runFix(subject, group.layer) ?? deletedAtOnce(subject, group)
}

/** What stands between the two steps may need the files; where it does, another stage has to have them. */
function deletedAtOnce(subject: AdviceSubject, group: WasteGroup): string | undefined {
  const writer = subject.steps[group.layer]
  if (writer === undefined) return undefined
  const cleanUp = `rm -rf ${rootsOf(subject, group.items)
    .map(path => codeName(path))
    .join(' ')}`
  const change = { steps: [writer], cleanUps: [cleanUp], mounts: [], rewrites: [] }
  const run = mergedRun(change, subject.analysis.documents)
  return run === null
    ? undefined
    : lines(
        'Delete them in the RUN that makes them; if steps between need them, build in another stage:',
        run,
      )
}

/** ADD unpacks a local tar by itself; a mount shows a file to one RUN without storing it. */
function archiveFix(subject: AdviceSubject, group: WasteGroup): string | undefined {
  const [writer, killer] = [subject.steps[group.layer], subject.steps[group.by]]
  if (writer?.keyword !== 'COPY' && writer?.keyword !== 'ADD') return fixOf(subject, group)
  const mounts = group.items.slice(0, MOUNTS).map(({ path }) => {
    const target = codeName(path)
    return `--mount=type=bind,source=${target.slice(target.lastIndexOf('/') + 1)},target=${target}`
  })
  const script =
    killer?.keyword === 'RUN' && !killer.operands.includes('\n')
      ? killer.operands.replace(/\s*(?:&&|;)\s*rm\s[^&;]*$/, '')
      : '…'
  return lines(
    'Unpack it without copying it (ADD of a local tar unpacks it, too):',
    `RUN ${mounts.join(' ')} \\\n    ${script}`,
  )
}

const MOUNTS = 3
