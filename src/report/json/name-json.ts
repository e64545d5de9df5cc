import { type ByteString, toText } from '../../image/byte-string.ts'

/**
 * A name as JSON text. UTF-8 stands as it is (JSON escapes what is dangerous); in any other name each byte that is
 * not printable ASCII is written `\xNN`, and the caller adds the exact bytes beside it.
 */
export function nameJson(name: ByteString): string {
  return (
    toText(name) ?? name.replace(/[^ -~]/g, byte => `\\x${byte.charCodeAt(0).toString(16).padStart(2, '0')}`)
  )
}

/** The exact bytes of a name that is not UTF-8, base64; `undefined` for every other. */
export function nameBytesJson(name: ByteString): string | undefined {
  return toText(name) === undefined ? btoa(name) : undefined
}
