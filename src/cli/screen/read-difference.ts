import { lineDifference } from '../../analysis/compare/line-difference.ts'
import { type ImageContent, openContent } from '../../content/open-content.ts'
import { textLines } from '../../content/text-lines.ts'
import { LayerscopeError } from '../../errors.ts'
import type { ByteString } from '../../image/byte-string.ts'
import { TEXT_HEAD, textEncoding } from '../../report/content-kind/text-encoding.ts'
import type { ContentDifference } from '../../store/compare-state.ts'
import { entryLength } from '../../tree/layer-tree.ts'
import type { EntryPlace } from '../../tree/overlay.ts'

/** A file of an image whose contents can be read. */
export interface ReadableFile {
  readonly content: ImageContent
  readonly place: EntryPlace
}

/** Bytes of a file that are compared: nobody reads more lines than these hold. */
const MOST_BYTES = 2 * 1024 * 1024

/** In which lines two files differ, or why that cannot be told. */
export async function readDifference(
  a: ReadableFile,
  b: ReadableFile,
  signal: AbortSignal,
): Promise<ContentDifference> {
  try {
    const [ofA, ofB] = [await readLines(a, signal), await readLines(b, signal)]
    if (ofA === null || ofB === null) return { kind: 'binary' }
    return { kind: 'text', hunks: lineDifference(ofA, ofB), complete: isWhole(a) && isWhole(b) }
  } catch (error) {
    signal.throwIfAborted()
    if (!(error instanceof LayerscopeError)) throw error
    return { kind: 'failed', fault: error.fault }
  }
}

function isWhole({ place }: ReadableFile): boolean {
  return entryLength(place.tree, place.row) <= MOST_BYTES
}

/** `null`: the file is no text. A content read in part ends within a line. */
async function readLines(
  { content, place }: ReadableFile,
  signal: AbortSignal,
): Promise<ByteString[] | null> {
  const head: Uint8Array[] = []
  for await (const chunk of openContent(content, place, { signal, end: TEXT_HEAD })) head.push(chunk.slice())
  const encoding = textEncoding(Buffer.concat(head))
  if (encoding === null || encoding.startsWith('UTF-16')) return null
  const lines: ByteString[] = []
  for await (const { text } of textLines(openContent(content, place, { signal, end: MOST_BYTES })))
    lines.push(text)
  return lines
}
