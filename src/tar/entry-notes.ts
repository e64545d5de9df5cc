import type { ByteString } from '../image/byte-string.ts'
import type { EntryType } from '../image/entry.ts'
import { corrupted, type Place } from './damage.ts'
import {
  GID,
  isPlainOctal,
  MAJOR,
  MINOR,
  MODE,
  MTIME,
  type NumberField,
  readNumber,
  UID,
} from './header-block.ts'
import type { PaxRecords } from './pax-records.ts'
import type { SparseFile } from './sparse-map.ts'

/** What metadata entries before an entry say about it. */
export interface Metadata {
  readonly pax: PaxRecords | undefined
  /** GNU long name and long link target. */
  readonly longName: ByteString | undefined
  readonly longLink: ByteString | undefined
}

export const NO_METADATA: Metadata = { pax: undefined, longName: undefined, longLink: undefined }

/** What the guard knows of an entry and tar-stream does not, or gets wrong. */
export interface EntryNotes {
  readonly type: EntryType
  /** Where its header stands. */
  readonly place: Place
  /** Where its content begins. */
  readonly offset: number
  /** Content bytes that follow, without padding and sparse maps. */
  readonly stored: number
  readonly metadata: Metadata
  readonly sparse: SparseFile | undefined
  readonly odd: OddNumbers | undefined
}

/** Header numbers that tar-stream would misread; `undefined` where it reads them right. */
export interface OddNumbers {
  readonly mode: number | undefined
  readonly uid: number | undefined
  readonly gid: number | undefined
  readonly mtime: number | undefined
  readonly major: number | undefined
  readonly minor: number | undefined
}

/** The odd numbers of a header, if there are any. A field that holds no number at all is the fault `corrupted`. */
export function oddNumbers(block: Uint8Array, hasDevice: boolean, place: Place): OddNumbers | undefined {
  const fields = hasDevice ? DEVICE_FIELDS : FIELDS
  if (fields.every(field => isPlainOctal(block, field))) return undefined
  const odd = (field: NumberField): number | undefined => {
    if (isPlainOctal(block, field)) return undefined
    return readNumber(block, field) ?? corrupted(place, `the ${field.name} of a header is no number`)
  }
  return {
    mode: odd(MODE),
    uid: odd(UID),
    gid: odd(GID),
    mtime: odd(MTIME),
    major: hasDevice ? odd(MAJOR) : undefined,
    minor: hasDevice ? odd(MINOR) : undefined,
  }
}

const FIELDS: readonly NumberField[] = [MODE, UID, GID, MTIME]
const DEVICE_FIELDS: readonly NumberField[] = [...FIELDS, MAJOR, MINOR]
