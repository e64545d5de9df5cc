import { byteString } from '../../image/byte-string.ts'
import type { Finding } from '../../image/finding.ts'
import { parseTreePath } from '../../image/tree-path.ts'
import { plainName } from '../../tree/finding-tally.ts'
import { describe } from '../../tree/tree-view.ts'
import { may } from '../start/credentials.ts'
import { type LookUp, type Refused, shutOut } from '../start/look-up.ts'
import type { Program } from '../start/program-chain.ts'
import type { Subject } from '../start/subject.ts'
import { type Check, finding, lookedAtOr } from './check.ts'
import { rightsWords, runOr, userWords } from './words.ts'

/**
 * Every file on the way must be one that USER may execute: the first class that fits counts (owner, group, others; root
 * needs one x of the three), and every directory on the way must be searchable. A script must be readable too.
 */
export const executable: Check = {
  name: 'executable',
  run(subject) {
    const lookedAt = subject.programs.flatMap(each => rightsOf(subject, each)).join('; ')
    return {
      lookedAt: lookedAtOr(lookedAt, 'no file'),
      findings: subject.programs.flatMap(each => problems(subject, each)),
    }
  },
}

function rightsOf({ place }: Subject, { lookUp }: Program): string[] {
  if (lookUp.kind === 'refused') return [`${plainName(lookUp.path)} ${rightsWords(lookUp)}`]
  if (lookUp.kind !== 'found') return []
  const state = describe(place.root.view, lookUp.node)
  return [`${plainName(state.path)} ${rightsWords(state)}`]
}

function problems(subject: Subject, { lookUp, format }: Program): readonly Finding[] {
  if (lookUp.kind === 'refused') return [refusedFinding(subject, lookUp)]
  if (lookUp.kind === 'notFound') return denied(subject, lookUp)
  if (lookUp.kind !== 'found' || format?.kind !== 'script' || format.shebang.kind !== 'interpreter') return []
  const { view } = subject.place.root
  if (may(view, lookUp.node, subject.user.credentials, 'read')) return []
  const state = describe(view, lookUp.node)
  return [
    finding('unreadableScript', READS_ITS_SCRIPT.test(format.shebang.path) ? 'error' : 'warning', {
      path: state.path,
      message: `${userWords(subject.config.user, subject.user)} may execute the script ${plainName(state.path)}, but its interpreter may not read it.`,
      evidence: [rightsWords(state)],
      fix: makeExecutable(subject, plainName(state.path)),
    }),
  ]
}

/** Interpreters that surely open the script; of others (`#!/bin/true`) nobody knows. */
const READS_ITS_SCRIPT = /(?:^|\/)(?:(?:ba|da|a|k|z|mk)?sh|busybox|env|python|node|perl|ruby|php|lua)[\d.]*$/

function refusedFinding(subject: Subject, refused: Refused): Finding {
  const name = plainName(refused.path)
  const mode = refused.why === 'userMayNot' || refused.why === 'nobodyMay'
  return finding('notExecutable', 'error', {
    path: refused.path,
    message: `${name} ${reason(subject, refused)}.`,
    evidence: [rightsWords(refused)],
    ...(mode ? { fix: makeExecutable(subject, name) } : {}),
  })
}

function makeExecutable(subject: Subject, name: string): string {
  return runOr(subject, `chmod 0755 ${name}`, `COPY --chmod=0755 ${name.replace(/^.*\//, '')} ${name}`)
}

function reason({ config, user }: Subject, { why }: Refused): string {
  switch (why) {
    case 'directory':
      return 'is a directory, not a program'
    case 'notFile':
      return 'is no regular file, so it cannot be executed'
    case 'nobodyMay':
      return 'is not executable: no x bit is set'
    case 'userMayNot':
      return `is not executable by ${userWords(config.user, user)}`
    default:
      return why satisfies never
  }
}

function denied(subject: Subject, lookUp: LookUp): readonly Finding[] {
  const shut = shutOut(subject.place, lookUp)
  if (shut === undefined) return []
  const name = plainName(shut.at)
  const path = parseTreePath(byteString(shut.at))
  return [
    finding('notExecutable', 'error', {
      path,
      message: `${userWords(subject.config.user, subject.user)} may not enter ${name}, so ${plainName(shut.path)} cannot be executed.`,
      fix: runOr(subject, `chmod a+x ${name}`, 'COPY the program to a directory that everybody may enter'),
    }),
  ]
}
