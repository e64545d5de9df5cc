import { type ByteString, byteString } from '../image/byte-string.ts'
import { type Digest, parseDigest } from '../image/digest.ts'
import { count, type Field, isAbsent, requiredText, text, wrong } from '../image/json-document.ts'

/** A name of one character a byte. */
export function requiredName(field: Field): ByteString {
  const name = requiredText(field)
  return /^[\0-\xff]*$/.test(name) ? byteString(name) : wrong(field, 'a text of one character a byte')
}

/** The same, or `null`. */
export function name(field: Field): ByteString | null {
  return isAbsent(field) ? null : requiredName(field)
}

export function digest(field: Field): Digest | null {
  const digits = text(field)
  return digits === null ? null : (parseDigest(digits) ?? wrong(field, 'a digest: sha256: and 64 hex digits'))
}

export function requiredCount(field: Field): number {
  return count(field) ?? wrong(field, 'a whole number')
}

/** Any number a JSON document can hold. */
export function requiredNumber(field: Field): number {
  return typeof field.value === 'number' ? field.value : wrong(field, 'a number')
}

export function bytesOfBase64(field: Field): Uint8Array<ArrayBuffer> {
  const coded = requiredText(field)
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(coded)) return wrong(field, 'base64')
  return new Uint8Array(Buffer.from(coded, 'base64'))
}

/** One of some words. */
export function wordOf<Word extends string>(field: Field, words: readonly Word[]): Word {
  const found = requiredText(field)
  return words.find(word => word === found) ?? wrong(field, `one of ${words.join(', ')}`)
}
