import type { ArchiveMember } from '../../image/archive-member.ts'
import { fromBytes } from '../../image/byte-string.ts'
import type { EntryType } from '../../image/entry.ts'

/** One entry of a zip's central directory, and the bytes it takes there. */
export interface ZipEntry {
  readonly member: ArchiveMember
  readonly bytes: number
}

/** Reads the entry that the bytes begin with (APPNOTE.TXT 4.3.12). */
export function zipMember(bytes: Uint8Array): ZipEntry | 'incomplete' | 'damaged' {
  if (bytes.length < FIXED) return 'incomplete'
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (view.getUint32(0, true) !== SIGNATURE) return 'damaged'
  const nameEnd = FIXED + view.getUint16(28, true)
  const extraEnd = nameEnd + view.getUint16(30, true)
  const end = extraEnd + view.getUint16(32, true)
  if (bytes.length < end) return 'incomplete'
  const name = fromBytes(bytes.subarray(FIXED, nameEnd))
  const extra = extraFields(bytes.subarray(nameEnd, extraEnd))
  const unixMode = view.getUint8(5) === MADE_ON_UNIX ? view.getUint16(40, true) : null
  return {
    member: {
      name,
      type: typeOf(name, unixMode),
      length: lengthOf(view.getUint32(24, true), extra.get(ZIP64)),
      mode: unixMode === null || unixMode === 0 ? null : unixMode & 0o7777,
      mtime:
        unixTime(extra.get(EXTENDED_TIME)) ?? dosTime(view.getUint16(14, true), view.getUint16(12, true)),
      linkName: null,
    },
    bytes: end,
  }
}

const FIXED = 46
const SIGNATURE = 0x02014b50
const MADE_ON_UNIX = 3

/** Extra fields by their number; what does not fit is left out. */
function extraFields(bytes: Uint8Array): ReadonlyMap<number, DataView> {
  const fields = new Map<number, DataView>()
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 0; at + 4 <= bytes.length; ) {
    const length = view.getUint16(at + 2, true)
    if (at + 4 + length > bytes.length) break
    fields.set(view.getUint16(at, true), new DataView(bytes.buffer, bytes.byteOffset + at + 4, length))
    at += 4 + length
  }
  return fields
}

const ZIP64 = 1
const EXTENDED_TIME = 0x5455

/** The unpacked length stands first in the zip64 field, when the usual place has no room for it. */
function lengthOf(length: number, large: DataView | undefined): number {
  if (length !== 0xffffffff || large === undefined || large.byteLength < 8) return length
  return Number(large.getBigUint64(0, true))
}

/** Of the flags the first says that the time is there. */
function unixTime(field: DataView | undefined): number | null {
  return field === undefined || field.byteLength < 5 || (field.getUint8(0) & 1) === 0
    ? null
    : field.getInt32(1, true)
}

/** Years since 1980, and two seconds a step. */
function dosTime(date: number, time: number): number {
  const [year, month, day] = [1980 + (date >> 9), (date >> 5) & 15, date & 31]
  return Date.UTC(year, month - 1, day, time >> 11, (time >> 5) & 63, (time & 31) * 2) / 1000
}

function typeOf(name: string, unixMode: number | null): EntryType {
  if (name.endsWith('/')) return 'directory'
  return unixMode !== null && (unixMode & FILE_TYPE) === SYMLINK ? 'symlink' : 'file'
}

const FILE_TYPE = 0o170000
const SYMLINK = 0o120000
