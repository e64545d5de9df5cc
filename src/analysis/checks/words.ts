import { fromText } from '../../image/byte-string.ts'
import { plainName } from '../../tree/finding-tally.ts'
import { lookUpProgram, type Refused, type Tried } from '../start/look-up.ts'
import type { StartUser } from '../start/start-user.ts'
import type { Subject } from '../start/subject.ts'
import type { WalkFailure } from '../start/walk.ts'

/** Whom the process runs as, for a sentence: `USER app (1000:1000)`. */
export function userWords(configured: string, { credentials: { uid, gid } }: StartUser): string {
  const numbers = `${uid}:${gid}`
  if (configured === '') return `root (${numbers})`
  return configured === numbers ? `USER ${configured}` : `USER ${configured} (${numbers})`
}

/** `0644, owned by 0:0`. */
export function rightsWords({ mode, uid, gid }: Pick<Refused, 'mode' | 'uid' | 'gid'>): string {
  return `${mode.toString(8).padStart(4, '0')}, owned by ${uid}:${gid}`
}

/** What was found where somebody looked in vain; a dangling link says where it ends. */
export function triedWords({ path, failure, at }: Tried): string {
  const where = plainName(at)
  const name = plainName(path)
  if (failure !== 'missing') return `${name}: ${failureWords(failure, where)}`
  return name === where ? `${name}: does not exist` : `${name}: ${where} does not exist`
}

function failureWords(failure: Exclude<WalkFailure, 'missing'>, at: string): string {
  switch (failure) {
    case 'notDirectory':
      return `${at} is no directory`
    case 'denied':
      return `${at} may not be searched`
    case 'loop':
      return `${at} is a link in a circle`
    case 'mounted':
      return 'is mounted by the runtime'
    default:
      return failure satisfies never
  }
}

/** A line that runs a program, or another one where the image has no shell that `RUN` could use. */
export function runOr({ place, config }: Subject, command: string, otherwise: string): string {
  const [shell = '/bin/sh'] = config.shell
  return lookUpProgram(place, fromText(shell)).kind === 'found' ? `RUN ${command}` : otherwise
}
