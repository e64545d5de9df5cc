import type { ArchiveKind } from '../../image/archive-member.ts'
import { type ByteString, fromBytes } from '../../image/byte-string.ts'

/** Which kind of archive a content may be, by its first 512 bytes; whether there is a tar in a compression shows later. */
export function archiveKind(head: Uint8Array): ArchiveKind | null {
  const bytes: ByteString = fromBytes(head.subarray(0, 512))
  if (bytes.startsWith('ustar', 257)) return 'tar'
  if (bytes.startsWith('\x1f\x8b') || bytes.startsWith('\x28\xb5\x2f\xfd')) return 'compressed'
  return bytes.startsWith('PK\x03\x04') || bytes.startsWith('PK\x05\x06') ? 'zip' : null
}
