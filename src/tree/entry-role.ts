import { type ByteString, byteString } from '../image/byte-string.ts'
import type { EntryType } from '../image/entry.ts'
import type { TreePath } from '../image/tree-path.ts'
import type { EntryRole } from './entry-code.ts'

/**
 * What an entry does, told from its name. Only the last component can be a marker (`.wh.etc/x` is a file in a
 * directory called `.wh.etc`), whatever the entry's type, as engines do (OCI image-spec, layer.md "Whiteouts").
 */
export function entryRoleOf(path: TreePath, type: EntryType): EntryRole {
  if (!path.includes(`/${WHITEOUT}`)) return 'content'
  const slash = path.lastIndexOf('/')
  if (path.slice(0, slash).includes(`/${METADATA}`)) return roleInMetadata(path, type)
  const name = path.slice(slash + 1)
  if (name === OPAQUE) return 'opaque'
  if (name.startsWith(METADATA)) return 'aufsMetadata'
  if (!name.startsWith(WHITEOUT)) return 'content'
  return UNNAMEABLE.has(name.slice(WHITEOUT.length)) ? 'badWhiteout' : 'whiteout'
}

/** The name a whiteout marker removes: `.wh.name` removes `name`. */
export function whiteoutTarget(marker: ByteString): ByteString {
  return byteString(marker.slice(WHITEOUT.length))
}

const WHITEOUT = '.wh.'
const METADATA = '.wh..wh.'
const OPAQUE = '.wh..wh..opq'
const AUFS_LINKS = '/.wh..wh.plnk/'

/** What no directory entry can be called. */
const UNNAMEABLE: ReadonlySet<string> = new Set(['', '.', '..'])

/** aufs keeps an inode of several names in `.wh..wh.plnk/` and writes the names as hard links to it. */
function roleInMetadata(path: TreePath, type: EntryType): EntryRole {
  const isLink = path.startsWith(AUFS_LINKS) && (type === 'file' || type === 'hardLink')
  return isLink ? 'aufsLink' : 'aufsMetadata'
}
