import type { EntryType, InodeType } from '../image/entry.ts'

/** Entry types by their code in a column. */
export const ENTRY_TYPES = [
  'file',
  'directory',
  'symlink',
  'character',
  'block',
  'fifo',
  'hardLink',
] as const satisfies readonly EntryType[]

/** What an entry does when its layer is applied, by its code in a column (semantics §4). */
export const ENTRY_ROLES = [
  /** Writes its path. */
  'content',
  /** `dir/.wh.name`: removes `name` of the layers below. */
  'whiteout',
  /** `dir/.wh..wh..opq`: hides what the layers below put in `dir`. */
  'opaque',
  /** A file under the root's `.wh..wh.plnk/`: not shown, but a target of hard links. */
  'aufsLink',
  /** Any other `.wh..wh.*` name: not shown. */
  'aufsMetadata',
  /** `.wh.`, `.wh..` or `.wh...`: deletes nothing; engines reject the layer. */
  'badWhiteout',
  /** Its name climbs out of the root, or names the root as something else than a directory; it has no path. */
  'outsideName',
  /** Its name holds a NUL; it has no path. */
  'nulName',
] as const

export type EntryRole = (typeof ENTRY_ROLES)[number]

const TYPE_CODES = codes(ENTRY_TYPES)
const ROLE_CODES = codes(ENTRY_ROLES)

export function typeCode(type: EntryType): number {
  return TYPE_CODES.get(type) ?? 0
}

export function roleCode(role: EntryRole): number {
  return ROLE_CODES.get(role) ?? 0
}

export const FILE = typeCode('file')
export const DIRECTORY = typeCode('directory')
export const SYMLINK = typeCode('symlink')
export const HARD_LINK = typeCode('hardLink')
/** The code of "no such path", beside the types of inodes. */
export const ABSENT = 255

/** The inode type of a code; hard links have none of their own and never reach this. */
export function inodeType(code: number): InodeType {
  const type = ENTRY_TYPES[code]
  return type === undefined || type === 'hardLink' ? 'file' : type
}

function codes<T>(words: readonly T[]): ReadonlyMap<T, number> {
  return new Map(words.map((word, code) => [word, code]))
}
