import { fail } from '../../errors.ts'
import type { ArchiveMember } from '../../image/archive-member.ts'
import { fromBytes } from '../../image/byte-string.ts'
import type { ReadAt } from '../../tar/list-tar.ts'
import { zipMember } from './zip-member.ts'

/**
 * The members of a zip or jar, by its central directory at the end of the file (APPNOTE.TXT 4.3), zip64 included. Own
 * code because the libraries read each member by two readings of their own, make text of names (ours are bytes), and
 * refuse a whole archive for one member; what is needed of the format is this page.
 *
 * Numbers in the directory are only believed as far as the file goes: what it declares is read in pieces, member by
 * member, and nothing is unpacked. Faults: `corrupted`, after the members in front of the damage.
 */
export async function* listZip(
  readAt: ReadAt,
  length: number,
  what: string,
): AsyncGenerator<ArchiveMember, void, undefined> {
  const { start, end, count } = await findDirectory(readAt, length, what)
  let listed = 0
  for (let position = start; position < end; ) {
    const piece = await readAt(position, Math.min(PIECE, end - position))
    const isLast = position + piece.length >= end
    let at = 0
    for (;;) {
      const member = zipMember(piece.subarray(at))
      if (member === 'incomplete' && !isLast && at > 0) break
      if (typeof member === 'string') damaged(what, `its directory breaks off after ${listed} members`)
      yield member.member
      listed++
      at += member.bytes
      if (at === piece.length && isLast) break
    }
    position += at
  }
  if (listed !== count % 0x10000 && listed !== count)
    damaged(what, `its directory holds ${listed} members and declares ${count}`)
}

/** More than the longest member's entry: three fields of up to 64 KiB. */
const PIECE = 512 * 1024

interface Directory {
  readonly start: number
  readonly end: number
  readonly count: number
}

/** The record at the end says where the directory is; a comment of up to 64 KiB may follow it. */
async function findDirectory(readAt: ReadAt, length: number, what: string): Promise<Directory> {
  const tailStart = Math.max(0, length - END_LENGTH - 0xffff)
  const tail = await readAt(tailStart, length - tailStart)
  const at = Buffer.from(tail.buffer, tail.byteOffset, tail.length).lastIndexOf(END_SIGNATURE, -1, 'latin1')
  if (at < 0 || at + END_LENGTH > tail.length) damaged(what, 'its directory is missing at the end')
  const record = viewOf(tail.subarray(at))
  const end = tailStart + at
  const count = record.getUint16(10, true)
  const size = record.getUint32(12, true)
  const isLarge = count === 0xffff || size === 0xffffffff || record.getUint32(16, true) === 0xffffffff
  const large = isLarge ? await findLargeDirectory(readAt, end, what) : null
  return large ?? placed(what, { size, end, count })
}

/** Zip64: a locator in front of the record leads to another one with numbers of eight bytes. */
async function findLargeDirectory(
  readAt: ReadAt,
  recordStart: number,
  what: string,
): Promise<Directory | null> {
  const locator = await readAt(Math.max(0, recordStart - LOCATOR_LENGTH), LOCATOR_LENGTH)
  if (!fromBytes(locator).startsWith('PK\x06\x07')) return null
  const end = Number(viewOf(locator).getBigUint64(8, true))
  if (end > recordStart - LOCATOR_LENGTH) damaged(what, 'its directory lies outside the file')
  const record = await readAt(end, LARGE_LENGTH)
  if (record.length < LARGE_LENGTH || !fromBytes(record).startsWith('PK\x06\x06'))
    damaged(what, 'its directory is not where it says')
  const size = Number(viewOf(record).getBigUint64(40, true))
  return placed(what, { size, end, count: Number(viewOf(record).getBigUint64(32, true)) })
}

const END_SIGNATURE = 'PK\x05\x06'
const END_LENGTH = 22
const LOCATOR_LENGTH = 20
const LARGE_LENGTH = 56

/** The directory stands right in front of its record, whatever stands in front of the archive. */
function placed(
  what: string,
  { size, end, count }: { readonly size: number; readonly end: number; readonly count: number },
): Directory {
  if (size > end) damaged(what, 'its directory lies outside the file')
  return { start: end - size, end, count }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

/** Says that an archive is not what its own tables say. */
function damaged(what: string, detail: string): never {
  return fail({ kind: 'corrupted', what, detail })
}
