import type { Header } from 'tar-stream'
import { byteString } from '../image/byte-string.ts'
import type { Device, EntryHeader } from '../image/entry.ts'
import type { EntryNotes } from './entry-notes.ts'
import { paxInteger, paxTime, paxValue } from './pax-records.ts'
import { xattrsOf } from './pax-xattrs.ts'

/** What of a header block is looked at. */
export type HeaderFields = Pick<
  Header,
  'name' | 'mode' | 'uid' | 'gid' | 'mtime' | 'linkname' | 'devmajor' | 'devminor'
>

/**
 * What tar-stream read from a header, and what the guard noted, as one entry. PAX wins over the header; a GNU long
 * name wins over PAX, and the name of a sparse file over both, as in Go's archive/tar. tar-stream must have been
 * told that names are latin1, so that each of its characters is a byte.
 */
export function entryHeader(header: HeaderFields, notes: EntryNotes): EntryHeader {
  const { type, place, offset, stored, sparse, odd } = notes
  const { pax, longName, longLink } = notes.metadata
  const sparseName = sparse === undefined ? undefined : paxValue(pax, 'GNU.sparse.name')
  const isLink = type === 'symlink' || type === 'hardLink'
  const linkName = longLink ?? paxValue(pax, 'linkpath') ?? byteString(header.linkname ?? '') // null in fact, whatever its type says
  return {
    name: sparseName ?? longName ?? paxValue(pax, 'path') ?? byteString(header.name),
    type,
    mode: (odd?.mode ?? header.mode) & 0o7777,
    uid: paxInteger(pax, 'uid', place) ?? odd?.uid ?? header.uid,
    gid: paxInteger(pax, 'gid', place) ?? odd?.gid ?? header.gid,
    mtime: paxTime(pax, 'mtime', place) ?? odd?.mtime ?? header.mtime.getTime() / 1000,
    length: sparse?.length ?? stored,
    stored,
    offset,
    linkName: isLink ? linkName : undefined,
    device: type === 'character' || type === 'block' ? deviceOf(header, notes) : undefined,
    xattrs: xattrsOf(pax),
    extents: sparse?.extents,
  }
}

function deviceOf(header: HeaderFields, { odd }: EntryNotes): Device {
  return { major: odd?.major ?? header.devmajor, minor: odd?.minor ?? header.devminor }
}
