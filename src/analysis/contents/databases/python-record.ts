import { type ByteString, fromBytes } from '../../../image/byte-string.ts'
import { linesOf } from './lines.ts'

/**
 * The files of a Python distribution (`RECORD`, PEP 376: `path,hash,length` a line), relative to the directory that
 * holds its `.dist-info`; they may climb out of it to `bin`.
 */
export function* parsePythonRecord(bytes: Uint8Array): Generator<ByteString> {
  for (const { start, end } of linesOf(bytes)) {
    const isQuoted = bytes[start] === QUOTE
    const from = isQuoted ? start + 1 : start
    const stop = bytes.indexOf(isQuoted ? QUOTE : COMMA, from)
    if (stop > from && stop < end && stop - from <= LONGEST_PATH) yield fromBytes(bytes.subarray(from, stop))
  }
}

const QUOTE = 0x22
const COMMA = 0x2c
/** Linux' PATH_MAX. */
const LONGEST_PATH = 4096
