import { byteString, toText } from '../../image/byte-string.ts'
import { type Credentials, ROOT_CREDENTIALS } from './credentials.ts'
import { type FileText, type ImageRoot, textAt } from './image-root.ts'

/** Whom USER means. Where that is not known, `credentials` are root's, so that nothing else is denied for it. */
export interface StartUser {
  readonly credentials: Credentials
  /** The name /etc/passwd has for it. */
  readonly name: string | null
  readonly problem: UserProblem | null
}

export type UserProblem =
  /** No such name, and what the file that should have it says instead. */
  | { readonly kind: 'noSuchUser' | 'noSuchGroup'; readonly name: string; readonly known: readonly string[] }
  /** Engines accept 0 … 2147483647. */
  | { readonly kind: 'outOfRange'; readonly name: string }
  /** A file that decides was not kept. */
  | { readonly kind: 'notKnown'; readonly file: string }

/**
 * Reads USER as engines do: `user`, `user:group`, either by name or number; a number needs no entry. The user's
 * supplementary groups count only where no group is given.
 */
export function startUser(root: ImageRoot, user: string): StartUser {
  const [userWord = '', groupWord = ''] = user.split(':')
  const passwd = textAt(root, byteString('/etc/passwd'))
  const accounts = rows(passwd).map(([name = '', , uid, gid]) => ({ name, uid: whole(uid), gid: whole(gid) }))
  const wanted = userWord === '' ? 0 : numberOf(userWord)
  const account = accounts.find(({ name, uid }) => (wanted === null ? name === userWord : uid === wanted))
  if (account === undefined && wanted === null) {
    return unknown(
      isWhole(passwd)
        ? { kind: 'noSuchUser', name: userWord, known: names(accounts) }
        : notKnown('/etc/passwd'),
    )
  }
  const uid = account?.uid ?? wanted ?? 0
  if (uid > LARGEST || uid < 0) return unknown({ kind: 'outOfRange', name: userWord })
  const own: Account = { name: account?.name ?? null, uid, gid: account?.gid ?? 0 }
  return groupWord === '' ? withOwnGroups(root, own) : withGroup(root, own, groupWord)
}

const LARGEST = 2 ** 31 - 1

interface Account {
  readonly name: string | null
  readonly uid: number
  readonly gid: number
}

function unknown(problem: UserProblem): StartUser {
  return { credentials: ROOT_CREDENTIALS, name: null, problem }
}

function notKnown(file: string): UserProblem {
  return { kind: 'notKnown', file }
}

function withOwnGroups(root: ImageRoot, { name, uid, gid }: Account): StartUser {
  const group = textAt(root, byteString('/etc/group'))
  const groups = name === null ? [] : groupsOf(group).filter(({ members }) => members.includes(name))
  const problem = name === null || isWhole(group) ? null : notKnown('/etc/group')
  return { credentials: { uid, gid, groups: groups.map(each => each.gid) }, name, problem }
}

function withGroup(root: ImageRoot, { name, uid }: Account, word: string): StartUser {
  const text = textAt(root, byteString('/etc/group'))
  const wanted = numberOf(word)
  const group = groupsOf(text).find(each => (wanted === null ? each.name === word : each.gid === wanted))
  if (group === undefined && wanted === null) {
    return unknown(
      isWhole(text)
        ? { kind: 'noSuchGroup', name: word, known: names(groupsOf(text)) }
        : notKnown('/etc/group'),
    )
  }
  const gid = group?.gid ?? wanted ?? 0
  if (gid > LARGEST || gid < 0) return unknown({ kind: 'outOfRange', name: word })
  return { credentials: { uid, gid, groups: [] }, name, problem: null }
}

function groupsOf(text: FileText): { name: string; gid: number; members: string[] }[] {
  return rows(text).map(([name = '', , gid, members = '']) => ({
    name,
    gid: whole(gid),
    members: members.split(','),
  }))
}

/** The fields of each line that holds something. */
function rows(text: FileText): string[][] {
  if (text.kind !== 'text') return []
  return text.content
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')
    .map(line => (toText(byteString(line)) ?? line).split(':'))
}

function isWhole(text: FileText): boolean {
  return text.kind === 'absent' || (text.kind === 'text' && text.complete)
}

/** Few enough to be read. */
const NAMES_SHOWN = 12

function names(entries: readonly { readonly name: string }[]): string[] {
  const all = entries.map(({ name }) => name)
  return all.length <= NAMES_SHOWN ? all : [...all.slice(0, NAMES_SHOWN), '…']
}

/** A number as engines accept one, or `null`. */
function numberOf(word: string): number | null {
  return /^[+-]?\d+$/.test(word) ? Number(word) : null
}

/** A number of passwd or group; engines take what is none for 0. */
function whole(field: string | undefined): number {
  return numberOf(field ?? '') ?? 0
}
