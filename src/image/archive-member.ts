import type { ByteString } from './byte-string.ts'
import type { EntryType } from './entry.ts'

/** One path of an archive that is itself a file of an image, as the archive records it. */
export interface ArchiveMember {
  readonly name: ByteString
  readonly type: EntryType
  /** Bytes, unpacked. */
  readonly length: number
  /** Permission bits; `null` where the archive records none (a zip made elsewhere than on Unix). */
  readonly mode: number | null
  /** Seconds since the epoch; a zip's local time is taken for UTC. */
  readonly mtime: number
  /** Target of a link, where the listing has it. */
  readonly linkName: ByteString | null
}

/** How an archive's members are found: by headers in a tar, perhaps in a compression, or by a zip's directory. */
export type ArchiveKind = 'tar' | 'compressed' | 'zip'
