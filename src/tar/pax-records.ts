import { type ByteString, byteString, fromBytes } from '../image/byte-string.ts'
import { corrupted, type Place } from './damage.ts'

/** The records of one PAX header by key; values are bytes, because names and attributes are. */
export type PaxRecords = ReadonlyMap<string, ByteString>

/**
 * Parses the body of a PAX header: `LENGTH KEY=VALUE\n`, the length counting itself (POSIX pax, "Extended Header").
 *
 * tar-stream decodes values as UTF-8, which destroys names that are not text and binary attributes
 * (`security.capability`), and goes on quietly after a length that lies. As engines do, a lie is refused.
 *
 * Sparse format 0.0 repeats `GNU.sparse.offset` and `GNU.sparse.numbytes`; they become the one list of format 0.1.
 */
export function parsePaxRecords(body: Uint8Array, place: Place): PaxRecords {
  const records = new Map<string, ByteString>()
  const stretches: ByteString[] = []
  const text = fromBytes(body)
  for (let at = 0; at < text.length; ) {
    const end = at + recordLength(text, at, place)
    const [key, value] = splitRecord(text.slice(text.indexOf(' ', at) + 1, end - 1), place)
    if (key === 'GNU.sparse.offset' || key === 'GNU.sparse.numbytes') stretches.push(value)
    else records.set(key, value)
    at = end
  }
  if (stretches.length > 0) records.set('GNU.sparse.map', byteString(stretches.join(',')))
  return records
}

/** The length a record declares, checked: it ends inside the body, with a newline, after its own digits. */
function recordLength(text: ByteString, at: number, place: Place): number {
  const digits = /\d{1,9} /y
  digits.lastIndex = at
  const match = digits.exec(text)
  const length = match === null ? 0 : Number(match[0])
  const isHonest = match !== null && length > match[0].length && text[at + length - 1] === '\n'
  return isHonest ? length : corrupted(place, 'a PAX record lies about its length')
}

function splitRecord(record: string, place: Place): [key: string, value: ByteString] {
  const equals = record.indexOf('=')
  if (equals <= 0) corrupted(place, 'a PAX record has no key')
  return [record.slice(0, equals), byteString(record.slice(equals + 1))]
}

/** The value of a key; `undefined` where it is absent or empty: an empty value takes a record back. */
export function paxValue(records: PaxRecords | undefined, key: string): ByteString | undefined {
  const value = records?.get(key)
  return value === '' ? undefined : value
}

/** A value that is a whole number. */
export function paxInteger(records: PaxRecords | undefined, key: string, place: Place): number | undefined {
  const value = paxValue(records, key)
  if (value === undefined) return undefined
  const number = /^-?\d{1,16}$/.test(value) ? Number(value) : Number.NaN
  return Number.isSafeInteger(number)
    ? number
    : corrupted(place, `the PAX record "${key}" is not a whole number`)
}

/** A time in seconds, fraction kept as far as a double can. */
export function paxTime(records: PaxRecords | undefined, key: string, place: Place): number | undefined {
  const value = paxValue(records, key)
  if (value === undefined) return undefined
  return /^-?\d{1,19}(\.\d*)?$/.test(value)
    ? Number(value)
    : corrupted(place, `the PAX record "${key}" is not a time`)
}
