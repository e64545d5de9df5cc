import type { ByteString } from './byte-string.ts'

/** What an entry of a layer is. A hard link is a name for an inode written elsewhere; it has that inode's type. */
export type EntryType = 'file' | 'directory' | 'symlink' | 'hardLink' | 'character' | 'block' | 'fifo'

/** What an inode is, and so what a path shows. */
export type InodeType = Exclude<EntryType, 'hardLink'>

export interface Device {
  readonly major: number
  readonly minor: number
}

/** A stretch of a sparse file that the layer really stores; everything between stretches reads as zeros. */
export interface StoredExtent {
  /** Where in the file it belongs, in bytes. */
  readonly offset: number
  readonly length: number
}

/** Extended attributes by name, values as raw bytes. */
export type Xattrs = ReadonlyMap<ByteString, Uint8Array>

/** One path as a tar records it, every dialect resolved (PAX, GNU long names, base-256, sparse). */
export interface EntryHeader {
  /** As recorded: not normalised, possibly not UTF-8. */
  readonly name: ByteString
  readonly type: EntryType
  /** Permission bits with setuid, setgid and sticky: 0…0o7777. */
  readonly mode: number
  readonly uid: number
  readonly gid: number
  /** Seconds since the epoch, fraction kept; negative before 1970. */
  readonly mtime: number
  /** What `stat` says a file's length is, in bytes (a sparse file: the logical length); 0 for everything else. */
  readonly length: number
  /** Content bytes the tar really stores: less than `length` for a sparse file. */
  readonly stored: number
  /** Where those bytes begin in the uncompressed tar. */
  readonly offset: number
  /** Target of a symlink or hard link, as recorded. */
  readonly linkName: ByteString | undefined
  readonly device: Device | undefined
  readonly xattrs: Xattrs | undefined
  /** The stored stretches of a sparse file, in order; `undefined` for an ordinary one. */
  readonly extents: readonly StoredExtent[] | undefined
}
