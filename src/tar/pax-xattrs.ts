import { type ByteString, byteString, toBytes } from '../image/byte-string.ts'
import type { Xattrs } from '../image/entry.ts'
import type { PaxRecords } from './pax-records.ts'

/**
 * Extended attributes among PAX records: `SCHILY.xattr.NAME` with the raw value (star, GNU tar, Go and so every
 * engine), `LIBARCHIVE.xattr.NAME` with the name URL-encoded and the value in base64 (bsdtar, which writes both).
 */
export function xattrsOf(records: PaxRecords | undefined): Xattrs | undefined {
  if (records === undefined) return undefined
  const xattrs = new Map<ByteString, Uint8Array>()
  for (const [key, value] of records) {
    if (key.startsWith(LIBARCHIVE)) xattrs.set(unescapeName(key.slice(LIBARCHIVE.length)), fromBase64(value))
  }
  for (const [key, value] of records) {
    if (key.startsWith(SCHILY) && value !== '')
      xattrs.set(byteString(key.slice(SCHILY.length)), toBytes(value))
  }
  return xattrs.size === 0 ? undefined : xattrs
}

const SCHILY = 'SCHILY.xattr.'
const LIBARCHIVE = 'LIBARCHIVE.xattr.'

function unescapeName(name: string): ByteString {
  return byteString(
    name.replace(/%([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
  )
}

/** libarchive writes no `=` at the end. */
function fromBase64(value: ByteString): Uint8Array {
  return new Uint8Array(Buffer.from(value, 'base64'))
}
