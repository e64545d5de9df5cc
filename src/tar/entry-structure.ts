import { fail } from '../errors.ts'
import type { EntryType } from '../image/entry.ts'
import { corrupted, type Place } from './damage.ts'
import { possibleSize, take, type Walk, type WalkContext, wholeBlocks } from './demand.ts'
import { type Metadata, oddNumbers } from './entry-notes.ts'
import {
  BLOCK,
  isGnuBlock,
  isPlainOctal,
  nameEndsInSlash,
  REAL_SIZE,
  readNumber,
  rewriteHeader,
  SIZE,
  typeFlag,
} from './header-block.ts'
import { paxInteger, paxValue } from './pax-records.ts'
import {
  ContentMap,
  oldGnuStretches,
  type PaxSparse,
  paxSparse,
  type SparseFile,
  sparseFile,
} from './sparse-map.ts'

/** A header that begins an entry, and what metadata entries said before it. */
export interface OpenedEntry {
  readonly block: Uint8Array
  readonly checksum: 'right' | 'signed'
  readonly metadata: Metadata
  readonly place: Place
}

/** Walks along one entry: its sparse map if it has one, then its content. */
export function* entryStructure(opened: OpenedEntry, context: WalkContext): Walk<void> {
  const { block, metadata, place } = opened
  const type = entryType(opened)
  const headerSize = possibleSize(readNumber(block, SIZE), place)
  const size = possibleSize(paxInteger(metadata.pax, 'size', place) ?? headerSize, place)
  const content = type === 'file' ? yield* contentLayout(opened, size, context) : NO_CONTENT
  const { stored, mapBytes, sparse } = content
  const hasDevice = type === 'character' || type === 'block'
  const odd = oddNumbers(block, hasDevice, place)
  const offset = place.at + BLOCK + mapBytes
  const notes = { type, place, offset, stored, metadata, sparse, odd }
  const count = wholeBlocks(stored)
  yield { kind: 'entry', header: headerForTarStream(opened, stored), notes, count, padding: count - stored }
}

/**
 * What an entry is. A flag nobody knows is a regular file, as POSIX asks (ustar, "typeflag"), and so is `'7'`
 * (contiguous). Archives older than POSIX mark a directory only by the slash at the end of its name.
 */
function entryType({ block, metadata }: OpenedEntry): EntryType {
  switch (typeFlag(block)) {
    case '\0': {
      const name = metadata.longName ?? paxValue(metadata.pax, 'path')
      return (name?.endsWith('/') ?? nameEndsInSlash(block)) ? 'directory' : 'file'
    }
    case '1':
      return 'hardLink'
    case '2':
      return 'symlink'
    case '3':
      return 'character'
    case '4':
      return 'block'
    case '5':
      return 'directory'
    case '6':
      return 'fifo'
    default:
      return 'file'
  }
}

interface ContentLayout {
  /** Content bytes in the tar. */
  readonly stored: number
  /** Bytes of a sparse map between header and content. */
  readonly mapBytes: number
  readonly sparse: SparseFile | undefined
}

const NO_CONTENT: ContentLayout = { stored: 0, mapBytes: 0, sparse: undefined }

function* contentLayout(opened: OpenedEntry, size: number, context: WalkContext): Walk<ContentLayout> {
  const { block, metadata, place } = opened
  if (typeFlag(block) === 'S') return yield* oldGnuLayout(opened, size, context)
  const pax = paxSparse(metadata.pax, place)
  if (pax === undefined) return { stored: size, mapBytes: 0, sparse: undefined }
  if (pax.map === 'inContent') return yield* contentMapLayout(pax, size, place, context)
  return { stored: size, mapBytes: 0, sparse: sparseFile(pax.numbers, pax.length ?? size, size, place) }
}

/** Old GNU: four stretches in the header, 21 in each extension block that follows; `size` does not count those. */
function* oldGnuLayout(
  { block, place }: OpenedEntry,
  stored: number,
  context: WalkContext,
): Walk<ContentLayout> {
  if (!isGnuBlock(block)) corrupted(place, 'a sparse file has a header that is not GNU’s')
  const length = possibleSize(readNumber(block, REAL_SIZE), place)
  const numbers = oldGnuStretches(block, 386, 4, place)
  let mapBytes = 0
  for (let isExtended = block[482] !== 0; isExtended; ) {
    mapBytes = checkedMapBytes(mapBytes + BLOCK, place, context)
    const { bytes: extension } = yield take(BLOCK)
    numbers.push(...oldGnuStretches(extension, 0, 21, place))
    isExtended = extension[504] !== 0
  }
  return { stored, mapBytes, sparse: sparseFile(numbers, length, stored, place) }
}

/** PAX 1.0: the content begins with the map, in whole blocks that `size` counts. */
function* contentMapLayout(
  { length }: PaxSparse,
  size: number,
  place: Place,
  context: WalkContext,
): Walk<ContentLayout> {
  const map = new ContentMap()
  let mapBytes = 0
  while (true) {
    mapBytes = checkedMapBytes(mapBytes + BLOCK, place, context)
    if (mapBytes > size) corrupted(place, 'the map of a sparse file is longer than its content')
    const numbers = map.take((yield take(BLOCK)).bytes, place)
    if (numbers === undefined) continue
    const stored = size - mapBytes
    return { stored, mapBytes, sparse: sparseFile(numbers, length ?? stored, stored, place) }
  }
}

function checkedMapBytes(mapBytes: number, { what }: Place, { limits }: WalkContext): number {
  const allowed = limits.metadataBlock
  return mapBytes <= allowed
    ? mapBytes
    : fail({ kind: 'limitExceeded', what, limit: 'metadataBlock', allowed, found: null })
}

/** The header as it is if tar-stream reads the same from it as we did, else one that says it plainly. */
function headerForTarStream({ block, checksum }: OpenedEntry, stored: number): Uint8Array {
  const flag = typeFlag(block)
  const isKnown = flag === '\0' || (flag >= '0' && flag <= '7')
  const isSizeSame = isPlainOctal(block, SIZE) && readNumber(block, SIZE) === stored
  if (isKnown && isSizeSame && checksum === 'right') return block
  return rewriteHeader(block, isKnown ? flag : '0', stored)
}
