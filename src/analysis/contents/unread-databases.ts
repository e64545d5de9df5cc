import { fromText } from '../../image/byte-string.ts'
import { parseTreePath } from '../../image/tree-path.ts'
import { followPath } from '../../tree/follow-path.ts'
import { nodePath } from '../../tree/overlay.ts'
import type { TreeView } from '../../tree/tree-view.ts'
import type { Analysis } from '../analysis.ts'
import type { UnreadDatabase } from './package.ts'
import { recordedFacts } from './recorded-facts.ts'

/** Databases of packages that are there and are not read, or not to their end. */
export function unreadDatabases(analysis: Analysis, final: TreeView): readonly UnreadDatabase[] {
  const unread = [...foreignDatabases(final)]
  for (const { fact, node, isLive } of recordedFacts(analysis, final, 'packageDatabase'))
    if (isLive && !fact.complete) unread.push({ kind: 'tooLong', path: nodePath(final.overlay, node) })
  return unread
}

/** Those of package managers nothing here can read. Two paths may lead to the same. */
export function foreignDatabases(final: TreeView): readonly UnreadDatabase[] {
  const found = FOREIGN.flatMap(([kind, path]): UnreadDatabase[] => {
    const place = followPath(final, parseTreePath(fromText(path)), 'follow')
    return place.kind === 'found' ? [{ kind, path: nodePath(final.overlay, place.node) }] : []
  })
  return [...new Map(found.map(each => [each.path, each])).values()]
}

/** rpm's in Berkeley DB, SQLite and ndb, at the old place and the new. */
const FOREIGN: readonly (readonly [kind: 'rpm' | 'pacman', path: string])[] = [
  ...['/var/lib/rpm', '/usr/lib/sysimage/rpm'].flatMap(directory =>
    ['Packages', 'rpmdb.sqlite', 'Packages.db'].map(name => ['rpm', `${directory}/${name}`] as const),
  ),
  ['pacman', '/var/lib/pacman/local'],
]
