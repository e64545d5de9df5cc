import { lineDifference } from '../../analysis/compare/line-difference.ts'
import { type ImageContent, openContent } from '../../content/open-content.ts'
import { textLines } from '../../content/text-lines.ts'
import { LayerscopeError } from '../../errors.ts'
import type { ByteString } from '../../image/byte-string.ts'
import { contentKind } from '../../report/content-kind/content-kind.ts'
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
    const heads = [await readHead(a, signal), await readHead(b, signal)] as const
    if (!heads.every(isText)) {
      const [kindA, kindB] = [
        contentKind({ head: heads[0], elf: null }),
        contentKind({ head: heads[1], elf: null }),
      ]
      return { kind: 'binary', a: kindA, b: kindB }
    }
    const hunks = lineDifference(await readLines(a, signal), await readLines(b, signal))
    return { kind: 'text', hunks, complete: isWhole(a) && isWhole(b) }
  } catch (error) {
    signal.throwIfAborted()
    if (!(error instanceof LayerscopeError)) throw error
    return { kind: 'failed', fault: error.fault }
  }
}

function isWhole({ place }: ReadableFile): boolean {
  return entryLength(place.tree, place.row) <= MOST_BYTES
}

async function readHead({ content, place }: ReadableFile, signal: AbortSignal): Promise<Uint8Array> {
  const head: Uint8Array[] = []
  for await (const chunk of openContent(content, place, { signal, end: TEXT_HEAD })) head.push(chunk.slice())
  return Buffer.concat(head)
}

/** UTF-16 is text, but its lines are not found byte by byte. */
function isText(head: Uint8Array): boolean {
  const encoding = textEncoding(head)
  return encoding !== null && !encoding.startsWith('UTF-16')
}

/** A content read in part ends within a line. */
async function readLines({ content, place }: ReadableFile, signal: AbortSignal): Promise<ByteString[]> {
  const lines: ByteString[] = []
  for await (const { text } of textLines(openContent(content, place, { signal, end: MOST_BYTES })))
    lines.push(text)
  return lines
}
