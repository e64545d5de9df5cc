import { byteString } from '../../image/byte-string.ts'
import type { Finding } from '../../image/finding.ts'
import { parseTreePath } from '../../image/tree-path.ts'
import { lookUpProgram } from '../start/look-up.ts'
import type { UserProblem } from '../start/start-user.ts'
import type { Subject } from '../start/subject.ts'
import { type Check, finding, startUnknown } from './check.ts'
import { userWords } from './words.ts'

/** USER must mean somebody: a name needs its entry in the image's own /etc/passwd or /etc/group, a number needs none. */
export const user: Check = {
  name: 'user',
  run(subject) {
    const { config, user } = subject
    const { problem, credentials } = user
    if (problem !== null)
      return { lookedAt: `USER ${config.user}`, findings: [problemFinding(subject, problem)] }
    return {
      lookedAt: userWords(config.user, user),
      findings: credentials.uid === 0 ? [rootNote(config.user)] : [],
    }
  },
}

function problemFinding(subject: Subject, problem: UserProblem): Finding {
  switch (problem.kind) {
    case 'noSuchUser':
      return nameless(subject, 'unknownUser', problem, '/etc/passwd')
    case 'noSuchGroup':
      return nameless(subject, 'unknownGroup', problem, '/etc/group')
    case 'outOfRange':
      return finding('unknownUser', 'error', {
        message: `USER ${subject.config.user}: ${problem.name} is not a number from 0 to 2147483647.`,
        fix: 'USER 65532:65532',
      })
    case 'notKnown':
      return startUnknown(
        `Whom USER ${subject.config.user} means is not known: ${problem.file} was not kept.`,
      )
    default:
      return problem satisfies never
  }
}

function nameless(
  subject: Subject,
  kind: 'unknownUser' | 'unknownGroup',
  { name, known }: Extract<UserProblem, { kind: 'noSuchUser' | 'noSuchGroup' }>,
  file: string,
): Finding {
  const what = kind === 'unknownUser' ? 'user' : 'group'
  return finding(kind, 'error', {
    path: parseTreePath(byteString(file)),
    message: `USER ${subject.config.user}: there is no ${what} "${name}" in the image's ${file}.`,
    evidence: [
      known.length === 0 ? `${file} has no entries, or does not exist` : `${file} has ${known.join(', ')}`,
    ],
    fix: creation(subject, what, name),
  })
}

/** The line that makes the entry with what the image has; without such a program numbers will do. */
function creation({ place }: Subject, what: 'user' | 'group', name: string): string {
  const has = (program: string) => lookUpProgram(place, byteString(program)).kind === 'found'
  const word = /^[\w.-]+$/.test(name) ? name : 'app'
  if (has(`${what}add`)) return `RUN ${what}add --system ${word}`
  if (has(`add${what}`)) return `RUN add${what} -S ${word}`
  return 'USER 65532:65532'
}

function rootNote(configured: string): Finding {
  const message =
    configured === ''
      ? 'The process runs as root: the image sets no USER.'
      : `The process runs as root: USER ${configured}.`
  return finding('runsAsRoot', 'note', { message })
}
