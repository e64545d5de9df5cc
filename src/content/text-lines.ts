import { type ByteString, byteString } from '../image/byte-string.ts'

/** A line of a content, without its end. */
export interface TextLine {
  readonly text: ByteString
  /** Whether it is longer, and the rest was left out. */
  readonly cut: boolean
}

/** Longest line that is held. */
const LONGEST = 1024 * 1024

/** The lines of a content, one after the other; of a longer line than 1 MiB its beginning. */
export async function* textLines(
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<TextLine, void, undefined> {
  let held = ''
  let length = 0
  for await (const chunk of bytes) {
    let start = 0
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      length += end - start
      yield { text: joined(held, chunk.subarray(start, end)), cut: length > LONGEST }
      held = ''
      length = 0
      start = end + 1
    }
    length += chunk.length - start
    held = joined(held, chunk.subarray(start))
  }
  if (length > 0) yield { text: byteString(held), cut: length > LONGEST }
}

const NEWLINE = 0x0a

function joined(held: string, more: Uint8Array): ByteString {
  const part = more.subarray(0, LONGEST - held.length)
  return byteString(held + Buffer.from(part.buffer, part.byteOffset, part.length).toString('latin1'))
}
