import { fail } from '../errors.ts'
import { type ByteString, fromBytes } from '../image/byte-string.ts'
import { corrupted, type Place } from './damage.ts'
import { possibleSize, take, type Walk, type WalkContext, wholeBlocks } from './demand.ts'
import { type Metadata, NO_METADATA } from './entry-notes.ts'
import { entryStructure } from './entry-structure.ts'
import { BLOCK, checkChecksum, isZeroBlock, readNumber, SIZE, typeFlag } from './header-block.ts'
import { parsePaxRecords } from './pax-records.ts'

/**
 * Walks along the structure of a tar: a coroutine that demands bytes and decides what tar-stream gets to see. Why
 * things are kept from tar-stream or rewritten:
 *
 * - PAX headers and GNU long names: it buffers up to 4 MiB each, and decodes values as UTF-8.
 * - Sparse maps (old GNU extension blocks, PAX 1.0 in front of the content): it takes them for headers or content.
 * - Sizes: PAX wins over the header, links and devices have no content whatever they declare, octal and base-256
 *   come in odd forms. Two readers that disagree on a size lose each other, so it gets the size decided here.
 * - Signed checksums and unknown type flags, which it refuses or reads as something else.
 *
 * Where writers leave room this does what Go's archive/tar does, because that is how engines read layers: a later PAX
 * header replaces an earlier one; a global header is ignored and drops what was collected; two zero blocks end the
 * archive whatever follows, one may stand at the very end, and the padding after the last entry may be missing.
 */
export function* tarStructure(context: WalkContext): Walk<void> {
  let metadata = NO_METADATA
  while (true) {
    const { bytes: block, next } = yield take(BLOCK, metadata === NO_METADATA)
    const place = { what: context.what, at: next - BLOCK }
    if (isZeroBlock(block)) return yield* endOfArchive(place)
    const checksum = checkChecksum(block)
    if (checksum === 'wrong') corrupted(place, 'a header has a wrong checksum')
    if (isMetadata(typeFlag(block))) {
      metadata = yield* collectMetadata(block, metadata, place, context)
    } else {
      yield* entryStructure({ block, checksum, metadata, place }, context)
      metadata = NO_METADATA
    }
  }
}

function* endOfArchive(place: Place): Walk<void> {
  const { bytes: second } = yield take(BLOCK, true)
  if (!isZeroBlock(second)) corrupted(place, 'a single zero block stands before another header')
}

function isMetadata(flag: string): boolean {
  return flag === 'x' || flag === 'g' || flag === 'L' || flag === 'K'
}

/** Reads a PAX header or GNU long name; what is then known about the next entry. */
function* collectMetadata(
  block: Uint8Array,
  known: Metadata,
  place: Place,
  { limits }: WalkContext,
): Walk<Metadata> {
  const size = possibleSize(readNumber(block, SIZE), place)
  if (size > limits.metadataBlock) {
    const allowed = limits.metadataBlock
    fail({ kind: 'limitExceeded', what: place.what, limit: 'metadataBlock', allowed, found: size })
  }
  const body = size === 0 ? NO_BYTES : (yield take(wholeBlocks(size))).bytes.subarray(0, size)
  switch (typeFlag(block)) {
    case 'x':
      return { ...known, pax: parsePaxRecords(body, place) }
    case 'L':
      return { ...known, longName: upToNul(body) }
    case 'K':
      return { ...known, longLink: upToNul(body) }
    default:
      yield { kind: 'globalHeader' }
      return NO_METADATA
  }
}

const NO_BYTES = new Uint8Array()

/** A long name without its terminator; an empty one says nothing. */
function upToNul(body: Uint8Array): ByteString | undefined {
  const nul = body.indexOf(0)
  const name = nul === -1 ? body : body.subarray(0, nul)
  return name.length === 0 ? undefined : fromBytes(name)
}
