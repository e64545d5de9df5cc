import { describe, type TreeView, typeOf } from '../../tree/tree-view.ts'

/** Whom the kernel takes a process for. */
export interface Credentials {
  readonly uid: number
  readonly gid: number
  /** Supplementary. */
  readonly groups: readonly number[]
}

export const ROOT_CREDENTIALS: Credentials = { uid: 0, gid: 0, groups: [] }

export type Right = 'read' | 'write' | 'execute'

const BITS = { read: 4, write: 2, execute: 1 } as const satisfies Record<Right, number>

/**
 * Whether the mode of a shown path lets somebody do that (for a directory `execute` is search). The first class that
 * fits counts: an owner without a right has none, whatever others have. Root may do everything but execute a file
 * that nobody may.
 */
export function may(view: TreeView, node: number, who: Credentials, right: Right): boolean {
  const { mode, uid, gid } = describe(view, node)
  if (who.uid === 0) return right !== 'execute' || typeOf(view, node) === 'directory' || (mode & 0o111) !== 0
  const shift = who.uid === uid ? 6 : who.gid === gid || who.groups.includes(gid) ? 3 : 0
  return ((mode >> shift) & BITS[right]) !== 0
}
