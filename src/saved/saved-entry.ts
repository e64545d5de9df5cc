import { byteString } from '../image/byte-string.ts'
import type { Device, EntryHeader, EntryType, Xattrs } from '../image/entry.ts'
import type { Fact } from '../image/facts/fact.ts'
import {
  count,
  elements,
  type Field,
  isAbsent,
  member,
  members,
  requiredText,
  wrong,
} from '../image/json-document.ts'
import { savedFacts } from './saved-facts.ts'
import { bytesOfBase64, name, requiredCount, requiredName, requiredNumber, wordOf } from './saved-text.ts'

/** One entry of a layer as a saved analysis has it. */
export interface SavedEntry {
  readonly header: EntryHeader
  /** 32 bytes; `null` where no content was hashed. */
  readonly sha256: Uint8Array | null
  readonly facts: readonly Fact[]
}

/** Reads a row of `layers[].record.entries`. Faults: `malformedDocument`, naming the field. */
export function savedEntry(row: Field): SavedEntry {
  const type = wordOf<EntryType>(member(row, 'type'), ENTRY_TYPES)
  const length = count(member(row, 'bytes')) ?? 0
  const header: EntryHeader = {
    name: entryName(row),
    type,
    mode: octal(member(row, 'mode')),
    uid: requiredCount(member(row, 'uid')),
    gid: requiredCount(member(row, 'gid')),
    mtime: requiredNumber(member(row, 'mtime')),
    length,
    stored: count(member(row, 'stored')) ?? length,
    offset: 0,
    linkName: name(member(row, 'linkName')) ?? undefined,
    device: device(member(row, 'device')),
    xattrs: xattrs(member(row, 'xattrs')),
    extents: undefined,
  }
  return { header, sha256: sha256(member(row, 'sha256')), facts: savedFacts(member(row, 'facts')) }
}

const ENTRY_TYPES = [
  'file',
  'directory',
  'symlink',
  'hardLink',
  'character',
  'block',
  'fifo',
] as const satisfies readonly EntryType[]

/** A name that means the path; of one that means none, any that means none for the same reason. */
function entryName(row: Field) {
  const path = member(row, 'path')
  if (!isAbsent(path)) return requiredName(path)
  const problem = wordOf(member(row, 'problem'), ['outside', 'nul'])
  return byteString(problem === 'nul' ? '\0' : '..')
}

function octal(field: Field): number {
  const digits = requiredText(field)
  return /^[0-7]{4}$/.test(digits) ? Number.parseInt(digits, 8) : wrong(field, 'four octal digits')
}

function device(field: Field): Device | undefined {
  if (isAbsent(field)) return undefined
  const [major, minor] = elements(field)
  if (major === undefined || minor === undefined) return wrong(field, 'a major and a minor number')
  return { major: requiredCount(major), minor: requiredCount(minor) }
}

function xattrs(field: Field): Xattrs | undefined {
  if (isAbsent(field)) return undefined
  return new Map(
    members(field).map(([key, value]) => [requiredName({ ...value, value: key }), bytesOfBase64(value)]),
  )
}

function sha256(field: Field): Uint8Array | null {
  if (isAbsent(field)) return null
  const hex = requiredText(field)
  if (!/^[0-9a-f]{64}$/.test(hex)) return wrong(field, '64 hex digits')
  return new Uint8Array(Buffer.from(hex, 'hex'))
}
