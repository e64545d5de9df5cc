import { type ByteString, byteString } from '../image/byte-string.ts'
import { type DisplayText, displayName } from './display-name.ts'

/** A line of a content as a terminal may show it: tabs as spaces, a return at its end dropped, the rest made visible. */
export function contentLine(line: ByteString): DisplayText {
  return displayName(byteString(line.replace(/\r$/, '').replaceAll('\t', TAB)))
}

const TAB = '    '
