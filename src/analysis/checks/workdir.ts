import type { Finding } from '../../image/finding.ts'
import { plainName } from '../../tree/finding-tally.ts'
import { describe } from '../../tree/tree-view.ts'
import { may } from '../start/credentials.ts'
import type { Subject } from '../start/subject.ts'
import { type Check, finding, startUnknown } from './check.ts'
import { rightsWords, runOr, userWords } from './words.ts'

/** WORKDIR: made by the runtime where it is absent, in the way where something else stands there. */
export const workdir: Check = {
  name: 'workdir',
  run(subject) {
    const { cwd } = subject.place
    const lookedAt = subject.config.workingDirectory === '' ? 'no WORKDIR, so /' : `WORKDIR ${cwd.path}`
    return { lookedAt, findings: problems(subject) }
  },
}

function problems(subject: Subject): readonly Finding[] {
  const { cwd } = subject.place
  switch (cwd.kind) {
    case 'present':
      return writability(subject, cwd.node)
    case 'fresh':
      return [
        finding('workdirAbsent', 'note', {
          message: `WORKDIR ${cwd.path} is not in the image: the runtime makes it, empty, 0755 and owned by root.`,
          fix: `RUN mkdir -p ${cwd.path}`,
        }),
      ]
    case 'notDirectory': {
      const at = plainName(cwd.at)
      const what = at === cwd.path ? 'it' : at
      const message = `The process cannot be started in WORKDIR ${cwd.path}: ${what} is no directory.`
      return [finding('workdirNotDirectory', 'error', { message, fix: 'WORKDIR /' })]
    }
    case 'relative':
      return [
        finding('workdirNotDirectory', 'error', {
          message: `WORKDIR ${cwd.path} is relative: engines refuse to start a process there.`,
          fix: `WORKDIR /${cwd.path}`,
        }),
      ]
    case 'mounted':
      return []
    case 'unknown':
      return [startUnknown(`What WORKDIR ${cwd.path} is can only be known at run time.`)]
    default:
      return cwd satisfies never
  }
}

/** Only of a WORKDIR somebody chose: nobody but root may write to /, and programs know. */
function writability(subject: Subject, node: number): readonly Finding[] {
  const { config, user, place } = subject
  if (node === 0 || config.workingDirectory === '' || may(place.root.view, node, user.credentials, 'write'))
    return []
  const state = describe(place.root.view, node)
  const owner = `${user.credentials.uid}:${user.credentials.gid}`
  return [
    finding('workdirNotWritable', 'warning', {
      path: state.path,
      message: `${userWords(config.user, user)} may not write to WORKDIR ${place.cwd.path}.`,
      evidence: [`${plainName(state.path)} is ${rightsWords(state)}`],
      fix: runOr(subject, `chown ${owner} ${place.cwd.path}`, `COPY --chown=${owner} . ${place.cwd.path}`),
    }),
  ]
}
