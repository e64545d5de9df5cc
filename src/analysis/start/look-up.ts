import { type ByteString, byteString } from '../../image/byte-string.ts'
import type { TreePath } from '../../image/tree-path.ts'
import { describe, typeOf } from '../../tree/tree-view.ts'
import { may, ROOT_CREDENTIALS } from './credentials.ts'
import { pathOf } from './image-root.ts'
import type { StartPlace } from './start-place.ts'
import { type WalkFailure, walk } from './walk.ts'

/** What a name leads to when it is to be executed. */
export type LookUp =
  | FoundProgram
  /** Nowhere; `tried` says where. */
  | { readonly kind: 'notFound'; readonly tried: readonly Tried[] }
  /** Something stands there that may not be executed. */
  | (Refused & { readonly kind: 'refused' })
  /** In a directory that the runtime mounts, or in a working directory nothing is known of. */
  | { readonly kind: 'unknown'; readonly path: ByteString }

export interface FoundProgram {
  readonly kind: 'found'
  readonly node: number
  /** All links followed. */
  readonly path: TreePath
  /** Found only because PATH names a relative directory. */
  readonly byRelativePath: boolean
}

/** One place that was looked at in vain. */
export interface Tried {
  readonly path: ByteString
  readonly failure: WalkFailure
  /** Where the way there ended: a dangling link leads elsewhere. */
  readonly at: ByteString
}

export interface Refused {
  readonly path: TreePath
  readonly why: 'directory' | 'notFile' | 'nobodyMay' | 'userMayNot'
  readonly mode: number
  readonly uid: number
  readonly gid: number
}

/** A path exactly as the kernel's `execve` takes it: relative to the working directory. */
export function lookUpPath(place: StartPlace, path: ByteString): LookUp {
  const { root, who, cwd } = place
  if (!path.startsWith('/') && cwd.kind !== 'present') {
    if (cwd.kind !== 'fresh') return { kind: 'unknown', path }
    return { kind: 'notFound', tried: [{ path, failure: 'missing', at: path }] }
  }
  const walked = walk(root, path, cwd.kind === 'present' ? cwd.node : 0, who)
  if (walked.kind === 'mounted') return { kind: 'unknown', path }
  if (walked.kind !== 'found') {
    return { kind: 'notFound', tried: [{ path, failure: walked.kind, at: walked.path }] }
  }
  const refused = refusal(place, walked.node)
  if (refused !== null) return { kind: 'refused', ...refused }
  return { kind: 'found', node: walked.node, path: pathOf(root, walked.node), byRelativePath: false }
}

/** A name as a runtime looks for it: with a slash it is a path, else the first on PATH that may be executed. */
export function lookUpProgram(place: StartPlace, name: ByteString): LookUp {
  if (name.includes('/')) return lookUpPath(place, name)
  const tried: Tried[] = []
  let refused: LookUp | undefined
  let unknown: LookUp | undefined
  for (const directory of name === '' ? [] : place.searchPath) {
    const candidate = lookUpPath(place, candidatePath(directory, name))
    if (candidate.kind === 'found') return { ...candidate, byRelativePath: !directory.startsWith('/') }
    if (candidate.kind === 'notFound') tried.push(...candidate.tried)
    else if (candidate.kind === 'refused' && candidate.why !== 'directory') refused ??= candidate
    else if (candidate.kind === 'unknown') unknown ??= candidate
  }
  return unknown ?? refused ?? { kind: 'notFound', tried }
}

/** Of a look-up in vain: the place where root would have found something, but a directory was shut to the process. */
export function shutOut(place: StartPlace, lookUp: LookUp): Tried | undefined {
  if (lookUp.kind !== 'notFound') return undefined
  return lookUp.tried.find(
    ({ failure, path }) =>
      failure === 'denied' && lookUpPath({ ...place, who: ROOT_CREDENTIALS }, path).kind !== 'notFound',
  )
}

function candidatePath(directory: ByteString, name: ByteString): ByteString {
  if (directory === '') return byteString(`./${name}`)
  return byteString(directory.endsWith('/') ? `${directory}${name}` : `${directory}/${name}`)
}

/** Why a path may not be executed; `null` when it may. */
function refusal({ root, who }: StartPlace, node: number): Refused | null {
  const { path, mode, uid, gid } = describe(root.view, node)
  const type = typeOf(root.view, node)
  const about = { path, mode, uid, gid }
  if (type === 'directory') return { ...about, why: 'directory' }
  if (type !== 'file') return { ...about, why: 'notFile' }
  if ((mode & 0o111) === 0) return { ...about, why: 'nobodyMay' }
  return may(root.view, node, who, 'execute') ? null : { ...about, why: 'userMayNot' }
}
