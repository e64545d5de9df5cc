declare const bytesAsCharacters: unique symbol

/**
 * A name or content as an image records it: one character (U+0000…U+00FF) per *byte*.
 *
 * Names in a tar are bytes, not text; two names that differ in one invalid byte are two files. Held like this,
 * equality, hashing and `<` work on bytes, and an ASCII name looks like itself. Only `report/display-name`
 * turns one into something a terminal may show.
 */
export type ByteString = string & { readonly [bytesAsCharacters]: 'ByteString' }

/** The bytes as a byte string. */
export function fromBytes(bytes: Uint8Array): ByteString {
  let text = ''
  for (let start = 0; start < bytes.length; start += CHUNK) {
    text += Reflect.apply(String.fromCharCode, undefined, bytes.subarray(start, start + CHUNK))
  }
  return brand(text)
}

/** How many arguments one call may safely take. */
const CHUNK = 4096

/** The bytes a byte string stands for. */
export function toBytes(name: ByteString): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(name.length)
  for (let at = 0; at < name.length; at++) bytes[at] = name.charCodeAt(at)
  return bytes
}

/** What somebody typed, or a document says, as the bytes its UTF-8 form has. */
export function fromText(text: string): ByteString {
  return isAscii(text) ? brand(text) : fromBytes(new TextEncoder().encode(text))
}

/** The text the bytes spell in UTF-8, or `undefined` when they are not UTF-8. */
export function toText(name: ByteString): string | undefined {
  if (isAscii(name)) return name
  try {
    return strictUtf8.decode(toBytes(name))
  } catch {
    return undefined // not UTF-8: the caller shows the bytes instead
  }
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** A string whose characters are known to be single bytes (a slice or a concatenation of byte strings). */
export function byteString(characters: string): ByteString {
  return brand(characters)
}

/** Compares bytewise, as every sorted list of names in layerscope is. */
export function compareBytes(left: ByteString, right: ByteString): number {
  return left < right ? -1 : left > right ? 1 : 0
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 0x7f) return false
  return true
}

function brand(characters: string): ByteString {
  return characters as ByteString
}
