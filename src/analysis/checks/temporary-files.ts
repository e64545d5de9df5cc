import { byteString, fromText } from '../../image/byte-string.ts'
import type { Severity } from '../../image/finding.ts'
import { plainName } from '../../tree/finding-tally.ts'
import { describe, typeOf } from '../../tree/tree-view.ts'
import { may } from '../start/credentials.ts'
import { elfPrograms } from '../start/elf-programs.ts'
import type { Subject } from '../start/subject.ts'
import { walk } from '../start/walk.ts'
import { type Check, finding } from './check.ts'
import { rightsWords, userWords } from './words.ts'

/** Temporary files need a directory everybody may write to: /tmp, 1777, unless the image says TMPDIR. */
export const temporaryFiles: Check = {
  name: 'temporary files',
  run(subject) {
    const folder = subject.place.environment.get('TMPDIR') || '/tmp'
    const problem = problemOf(subject, folder)
    if (problem === null) return { lookedAt: folder, findings: [] }
    const need = goNeed(subject)
    const severity: Severity = need === null ? 'note' : 'warning'
    const message = need === null ? `${problem}.` : `${problem}, and ${need}.`
    const fix = `COPY --from=builder --chmod=1777 /tmp ${folder}`
    return { lookedAt: folder, findings: [finding('noTemporaryFolder', severity, { message, fix })] }
  },
}

function problemOf({ place, user, config }: Subject, folder: string): string | null {
  const { view } = place.root
  const walked = walk(place.root, byteString(`/${fromText(folder)}`), 0, user.credentials)
  if (walked.kind === 'mounted') return null
  if (walked.kind !== 'found') return `The image has no ${folder}`
  if (typeOf(view, walked.node) !== 'directory') return `${folder} is no directory`
  const state = describe(view, walked.node)
  if (!may(view, walked.node, user.credentials, 'write'))
    return `${userWords(config.user, user)} may not write to ${folder} (${rightsWords(state)})`
  return folder === '/tmp' && state.mode !== 0o1777 ? `/tmp is ${rightsWords(state)}, not 1777` : null
}

function goNeed({ programs }: Subject): string | null {
  const needing = elfPrograms(programs).find(({ elf }) => elf.go?.linked?.usesTemporaryFiles)
  return needing === undefined ? null : `${plainName(needing.path)} links os.CreateTemp or os.MkdirTemp`
}
