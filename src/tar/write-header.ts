import { type ByteString, byteString, fromText, toBytes } from '../image/byte-string.ts'
import type { Device, EntryType, Xattrs } from '../image/entry.ts'
import {
  BLOCK,
  CHECKSUM,
  GID,
  MAJOR,
  MINOR,
  MODE,
  MTIME,
  type NumberField,
  SIZE,
  UID,
} from './header-block.ts'

/** One entry to write; a hard link has no content of its own. */
export interface TarEntryInfo {
  readonly name: ByteString
  readonly type: EntryType
  readonly mode: number
  readonly uid: number
  readonly gid: number
  /** Seconds since the epoch. */
  readonly mtime: number
  /** Bytes of content that follow. */
  readonly length: number
  readonly linkName: ByteString | null
  readonly device: Device | null
  readonly xattrs: Xattrs
}

/** The header of an entry, with a PAX header before it for what ustar has no room for. */
export function tarHeader(entry: TarEntryInfo): Uint8Array {
  const records = paxRecords(entry)
  const header = headerBlock(entry, TYPE_FLAGS[entry.type])
  if (records.length === 0) return header
  const body = Buffer.concat(records)
  const pax = { ...NO_ENTRY, name: fromText('PaxHeaders/entry'), length: body.length }
  return Buffer.concat([headerBlock(pax, 'x'), body, tarPadding(body.length), header])
}

/** The zeros behind a content. */
export function tarPadding(length: number): Uint8Array {
  return new Uint8Array((BLOCK - (length % BLOCK)) % BLOCK)
}

/** Two blocks of zeros. */
export const TAR_END = new Uint8Array(2 * BLOCK)

const TYPE_FLAGS = {
  file: '0',
  hardLink: '1',
  symlink: '2',
  character: '3',
  block: '4',
  directory: '5',
  fifo: '6',
} as const satisfies Record<EntryType, string>

const NO_ENTRY: TarEntryInfo = {
  name: fromText(''),
  type: 'file',
  mode: 0o644,
  uid: 0,
  gid: 0,
  mtime: 0,
  length: 0,
  linkName: null,
  device: null,
  xattrs: new Map(),
}

function headerBlock(entry: TarEntryInfo, flag: string): Uint8Array {
  const block = Buffer.alloc(BLOCK)
  putText(block, NAME_AT, NAME_WIDTH, entry.name)
  putNumber(block, MODE, entry.mode)
  putNumber(block, UID, entry.uid)
  putNumber(block, GID, entry.gid)
  putNumber(block, SIZE, entry.length)
  putNumber(block, MTIME, Math.floor(entry.mtime))
  block.write(flag, FLAG_AT, 'latin1')
  putText(block, LINK_AT, NAME_WIDTH, entry.linkName ?? fromText(''))
  block.write('ustar\x0000', MAGIC_AT, 'latin1')
  putNumber(block, MAJOR, entry.device?.major ?? 0)
  putNumber(block, MINOR, entry.device?.minor ?? 0)
  block.fill(' ', CHECKSUM.at, CHECKSUM.at + CHECKSUM.width)
  const sum = block.reduce((total, byte) => total + byte, 0)
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, CHECKSUM.at, 'latin1')
  return block
}

const NAME_AT = 0
const NAME_WIDTH = 100
const FLAG_AT = 156
const LINK_AT = 157
const MAGIC_AT = 257

/** What does not fit is in the PAX header, which wins. */
function putText(block: Buffer, at: number, width: number, text: ByteString): void {
  block.set(toBytes(text).subarray(0, width), at)
}

function putNumber(block: Buffer, field: NumberField, value: number): void {
  const fitting = fits(field, value) ? value : 0
  block.write(`${fitting.toString(8).padStart(field.width - 1, '0')}\0`, field.at, 'latin1')
}

function fits({ width }: NumberField, value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value < 8 ** (width - 1)
}

function paxRecords(entry: TarEntryInfo): Uint8Array[] {
  const { name, linkName, length, uid, gid, mtime, xattrs } = entry
  const records: Uint8Array[] = []
  const add = (key: string, value: Uint8Array): void => void records.push(paxRecord(key, value))
  const addText = (key: string, value: ByteString): void => add(key, toBytes(value))
  const addNumber = (key: string, value: number): void => addText(key, fromText(String(value)))
  if (name.length > NAME_WIDTH) addText('path', name)
  if ((linkName?.length ?? 0) > NAME_WIDTH) addText('linkpath', linkName ?? name)
  if (!fits(SIZE, length)) addNumber('size', length)
  if (!fits(UID, uid)) addNumber('uid', uid)
  if (!fits(GID, gid)) addNumber('gid', gid)
  if (!fits(MTIME, mtime)) addText('mtime', fromText(decimal(mtime)))
  for (const [key, value] of xattrs) add(`SCHILY.xattr.${key}`, value)
  return records
}

/** Never with an exponent, which no reader of tars knows. */
function decimal(seconds: number): string {
  return seconds.toFixed(6).replace(/\.?0+$/, '')
}

/** `LENGTH key=value\n`, where the length counts itself. */
function paxRecord(key: string, value: Uint8Array): Uint8Array {
  const rest = Buffer.concat([Buffer.from(` ${key}=`, 'latin1'), value, Buffer.from('\n')])
  let length = rest.length + 1
  while (String(length).length + rest.length > length) length++
  return Buffer.concat([toBytes(byteString(String(length))), rest])
}
