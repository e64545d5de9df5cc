export interface Peeked {
  /** The first bytes: as many as asked for, fewer only if there are no more. */
  readonly head: Uint8Array
  /** Everything, the head included. Iterate it or `return()` it, or nobody tells the source to stop. */
  readonly bytes: ReadableBytes
}

export interface ReadableBytes extends AsyncIterable<Uint8Array> {
  next(): Promise<IteratorResult<Uint8Array, undefined>>
  return(): Promise<IteratorResult<Uint8Array, undefined>>
}

/** Looks at the first `count` bytes without losing them. Errors of the source are passed on. */
export async function peek(bytes: AsyncIterable<Uint8Array>, count: number): Promise<Peeked> {
  const source = bytes[Symbol.asyncIterator]()
  const chunks: Uint8Array[] = []
  let held = 0
  let isOver = false
  while (held < count && !isOver) {
    const next = await source.next()
    if (next.done === true) {
      isOver = true
    } else {
      chunks.push(next.value)
      held += next.value.length
    }
  }
  const head = firstBytes(chunks, Math.min(count, held))
  return { head, bytes: continued(chunks, isOver ? NOTHING_MORE : source) }
}

const NOTHING_MORE: AsyncIterator<Uint8Array> = {
  next: () => Promise.resolve({ done: true, value: undefined }),
}

function firstBytes(chunks: readonly Uint8Array[], count: number): Uint8Array {
  const [first] = chunks
  if (first !== undefined && first.length >= count) return first.subarray(0, count)
  const head = new Uint8Array(count)
  let at = 0
  for (const chunk of chunks) {
    const part = chunk.subarray(0, count - at)
    head.set(part, at)
    at += part.length
  }
  return head
}

/** An object, not a generator: `return()` on a generator nobody has started never reaches the source. */
function continued(held: Uint8Array[], source: AsyncIterator<Uint8Array>): ReadableBytes {
  return {
    async next() {
      const value = held.shift()
      return value === undefined ? source.next() : { done: false, value }
    },
    async return() {
      held.length = 0
      await source.return?.()
      return { done: true, value: undefined }
    },
    [Symbol.asyncIterator]() {
      return this
    },
  }
}

export type Compression = 'gzip' | 'zstd' | 'xz' | 'bzip2' | 'lz4'

/** Bytes of head that `compressionOf` and `describeBytes` want; fewer are fine. */
export const HEAD_LENGTH = 512

/** How the bytes are compressed, by their magic number, whatever a file name or media type says. */
export function compressionOf(head: Uint8Array): Compression | undefined {
  if (startsWith(head, 0x1f, 0x8b)) return 'gzip'
  if (startsWith(head, 0x28, 0xb5, 0x2f, 0xfd) || isSkippableFrame(head)) return 'zstd'
  if (startsWith(head, 0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00)) return 'xz'
  if (startsWith(head, 0x42, 0x5a, 0x68)) return 'bzip2'
  if (startsWith(head, 0x04, 0x22, 0x4d, 0x18)) return 'lz4'
  return undefined
}

/** Frames that decoders skip; zstd:chunked and pzstd begin with one. */
function isSkippableFrame(head: Uint8Array): boolean {
  const [first = 0] = head
  return (first & 0xf0) === 0x50 && startsWith(head.subarray(1), 0x2a, 0x4d, 0x18)
}

/** What a file is, in the words of an error message: `a zip archive`, `text`, `a file of zeros`. */
export function describeBytes(head: Uint8Array): string {
  if (head.length === 0) return 'an empty file'
  const compression = compressionOf(head)
  if (compression !== undefined) return `${compression}-compressed data`
  if (isTar(head)) return 'a tar archive'
  if (startsWith(head, 0x7f, 0x45, 0x4c, 0x46)) return 'an ELF binary'
  if (startsWith(head, 0x50, 0x4b, 0x03, 0x04)) return 'a zip archive'
  if (head.every(byte => byte === 0)) return 'a file of zeros'
  if (!isText(head)) return 'binary data of an unknown kind'
  const text = new TextDecoder().decode(head).trimStart()
  if (text.startsWith('{') || text.startsWith('[')) return 'a JSON document'
  if (text.startsWith('#!')) return 'a script'
  return 'text'
}

/** ustar, GNU and PAX all carry this magic; a v7 archive is known only by a correct checksum. */
function isTar(head: Uint8Array): boolean {
  return startsWith(head.subarray(257), 0x75, 0x73, 0x74, 0x61, 0x72)
}

/** UTF-8 without control characters other than white space; a character cut at the end of the head is fine. */
function isText(head: Uint8Array): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true })
    return !/[\0-\x08\x0e-\x1a\x1c-\x1f]/.test(text)
  } catch {
    return false
  }
}

function startsWith(head: Uint8Array, ...magic: readonly number[]): boolean {
  return magic.every((byte, at) => head[at] === byte)
}
