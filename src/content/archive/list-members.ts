import type { ArchiveKind, ArchiveMember } from '../../image/archive-member.ts'
import type { EntryHeader } from '../../image/entry.ts'
import type { Limits } from '../../image/limits.ts'
import { decompress } from '../../stream/decompress.ts'
import { limitBytes } from '../../stream/limit.ts'
import { HEAD_LENGTH, peek } from '../../stream/sniff.ts'
import { listTar, type ReadAt } from '../../tar/list-tar.ts'
import { tarEntries } from '../../tar/tar-entries.ts'
import { listZip } from './list-zip.ts'

/** A file to list: its bytes from the beginning, or a few of them anywhere. */
export interface ArchiveFile {
  readonly kind: ArchiveKind
  /** For messages. */
  readonly what: string
  readonly length: number
  readonly read: () => AsyncIterable<Uint8Array>
  readonly readAt: ReadAt
}

export interface ListOptions {
  readonly limits: Limits
  readonly signal: AbortSignal
}

/** Unpacked bytes that are gone through for a listing: a bomb of zeros costs seconds, not minutes. */
const MOST_UNPACKED = 4 * 1024 ** 3

/**
 * The members of an archive, without their contents: of a plain tar and a zip only headers are read; what is compressed
 * as a whole is unpacked on the way, and thrown away. Nothing is yielded of a compressed file that holds no tar.
 *
 * Faults, after the members in front of the damage: `truncated`, `corrupted`, `limitExceeded`, and those of reading.
 */
export async function* listMembers(
  file: ArchiveFile,
  options: ListOptions,
): AsyncGenerator<ArchiveMember, void, undefined> {
  switch (file.kind) {
    case 'tar':
      for await (const header of listTar(buffered(file.readAt), file.length, { ...options, what: file.what }))
        yield memberOf(header)
      return
    case 'compressed':
      return yield* compressedTar(file, options)
    case 'zip':
      return yield* listZip(file.readAt, file.length, file.what)
    default:
      return file.kind satisfies never
  }
}

async function* compressedTar(
  { what, read }: ArchiveFile,
  { limits, signal }: ListOptions,
): AsyncGenerator<ArchiveMember, void, undefined> {
  const { bytes } = await decompress(read(), { what, limits })
  const allowed = Math.min(limits.unpacked, MOST_UNPACKED)
  const peeked = await peek(limitBytes(bytes, { what, limit: 'unpacked', allowed }), HEAD_LENGTH)
  if (!isTar(peeked.head)) {
    await peeked.bytes.return()
    return
  }
  for await (const { header } of tarEntries(peeked.bytes, { what, limits, signal })) yield memberOf(header)
}

function isTar(head: Uint8Array): boolean {
  return Buffer.from(head.subarray(257, 262)).toString('latin1') === 'ustar'
}

function memberOf({ name, type, length, mode, mtime, linkName }: EntryHeader): ArchiveMember {
  return { name, type, length, mode, mtime, linkName: linkName ?? null }
}

/** Headers of small files stand near each other: one reading serves many. */
const BUFFER = 64 * 1024

function buffered(readAt: ReadAt): ReadAt {
  let start = 0
  let held: Uint8Array = new Uint8Array()
  return async (position, length) => {
    if (length > BUFFER) return readAt(position, length)
    if (position < start || position + length > start + held.length) {
      held = await readAt(position, BUFFER)
      start = position
    }
    return held.subarray(position - start, position - start + length)
  }
}
