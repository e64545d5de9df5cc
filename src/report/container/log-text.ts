import { type ByteString, byteString } from '../../image/byte-string.ts'
import { contentLine } from '../content-text.ts'
import type { DisplayText } from '../display-name.ts'

/** A line of a log as a terminal may show it: without the colours many programs give it, the rest made visible. */
export function logText(line: ByteString): DisplayText {
  return contentLine(byteString(line.replace(COLOURS, '')))
}

const ESCAPE = '\u001b'
const COLOURS = new RegExp(`${ESCAPE}\\[[\\d;]*m`, 'g')
