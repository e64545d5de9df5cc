import { fail } from '../errors.ts'
import { toText } from '../image/byte-string.ts'
import type { EntryHeader } from '../image/entry.ts'
import type { ImageDocuments } from '../image/image.ts'
import { abortable } from '../stream/abortable.ts'
import { decompress } from '../stream/decompress.ts'
import { describeBytes, HEAD_LENGTH, peek, type ReadableBytes } from '../stream/sniff.ts'
import { tarEntries } from '../tar/tar-entries.ts'
import { describeMembers, VALID_ARCHIVES } from './describe-members.ts'
import { linkedName, memberName } from './documents.ts'
import { findImage } from './find-image.ts'
import { HeldDocuments, NotYet } from './held-documents.ts'
import { roleOf } from './member-role.ts'
import type { ReadOptions, SourcePart } from './source.ts'
import { type Asked, encryptedBlobs } from './store-parts.ts'

/**
 * The parts of an archive that comes by once, compressed or not: `docker save`, standard input, `image.tar.gz`.
 *
 * Nothing is held but documents. Blobs are handed out as they come, since Docker ≥ 25 writes them before anything that
 * says what they are; from the moment the documents are known, blobs that no layer names are skipped unread.
 *
 * Faults: `notAnImage`, `truncated`, `corrupted`, and those of the documents. A fault after the documents were yielded
 * means the remaining layers are lost.
 */
export async function* archiveParts(
  bytes: AsyncIterable<Uint8Array>,
  archive: Asked,
  options: ReadOptions,
): AsyncGenerator<SourcePart, void, undefined> {
  const wish = { what: archive.reference, asked: [archive] }
  for await (const { part } of imagesParts(bytes, wish, options)) yield part
}

/** Several images of one archive. */
export interface ArchiveWish {
  /** The archive, for messages. */
  readonly what: string
  readonly asked: readonly Asked[]
}

/** A part, and the number of the image it is about; `null`: any of them may need it. */
export interface ImagePart {
  readonly image: number | null
  readonly part: SourcePart
}

/** The same for several images at once: what they share comes by, and is handed out, once. */
export async function* imagesParts(
  bytes: AsyncIterable<Uint8Array>,
  { what, asked }: ArchiveWish,
  options: ReadOptions,
): AsyncGenerator<ImagePart, void, undefined> {
  const plain = await openTar(bytes, what, options)
  const { limits, signal } = options
  const reading: Reading = { asked, options, held: new HeldDocuments(limits), images: new Map(), triedAt: 0 }
  for await (const { header, body } of tarEntries(plain, { what, limits, signal })) {
    yield* memberParts(header, body, reading)
  }
  reading.held.finish()
  yield* announce(reading)
}

/** The uncompressed bytes, which begin like a tar. */
async function openTar(
  bytes: AsyncIterable<Uint8Array>,
  reference: string,
  { limits, signal }: ReadOptions,
): Promise<ReadableBytes> {
  const decompressed = await decompress(abortable(bytes, signal), { what: reference, limits })
  const { head, bytes: plain } = await peek(decompressed.bytes, HEAD_LENGTH)
  if (roleOf('', head) === 'layer' && head.some(byte => byte !== 0)) return plain
  await plain.return()
  const packed = decompressed.compression === 'none' ? '' : `, compressed with ${decompressed.compression}`
  return fail({
    kind: 'notAnImage',
    reference,
    found: `${describeBytes(head)}${packed}`,
    valid: VALID_ARCHIVES,
  })
}

interface Reading {
  readonly asked: readonly Asked[]
  readonly options: ReadOptions
  readonly held: HeldDocuments
  /** By number of the image that was asked for. */
  readonly images: Map<number, ImageDocuments>
  /** How many documents there were when we last looked for the image. */
  triedAt: number
}

async function* memberParts(
  header: EntryHeader,
  body: AsyncIterable<Uint8Array>,
  reading: Reading,
): AsyncGenerator<ImagePart, void, undefined> {
  const name = memberName(toText(header.name) ?? header.name)
  if (name === undefined) return
  if (header.type === 'symlink' || header.type === 'hardLink')
    return yield* linkParts(name, header, reading.held)
  if (header.type !== 'file') return
  const { head, bytes } = await peek(body, HEAD_LENGTH)
  const role = roleOf(name, head)
  if (role === 'document') return holdDocument(name, header.stored, bytes, reading)
  reading.held.putOther(name)
  if (role === 'other') return
  yield* tryEarly(reading)
  if (isWanted(name, reading))
    yield { image: null, part: { kind: 'blob', name, storedBytes: header.stored, bytes } }
}

function* linkParts(
  name: string,
  header: EntryHeader,
  held: HeldDocuments,
): Generator<ImagePart, void, undefined> {
  const target = toText(header.linkName ?? header.name) ?? ''
  const linked = header.type === 'symlink' ? linkedName(name, target) : memberName(target)
  if (linked === undefined) return
  held.putLink(name, linked)
  yield { image: null, part: { kind: 'alias', name, target: linked } }
}

async function holdDocument(
  name: string,
  length: number,
  bytes: AsyncIterable<Uint8Array>,
  { held, options }: Reading,
): Promise<void> {
  if (length > options.limits.document) return held.putOversized(name, length)
  const chunks: Uint8Array[] = []
  for await (const chunk of bytes) chunks.push(Uint8Array.from(chunk)) // small; the chunk belongs to the stream
  held.put(name, Buffer.concat(chunks))
}

/** With the documents in front (some writers), layers can be told apart from the first one on. */
async function* tryEarly(reading: Reading): AsyncGenerator<ImagePart, void, undefined> {
  const { held } = reading
  if (areAllKnown(reading) || reading.triedAt === held.count) return
  reading.triedAt = held.count
  try {
    yield* announce(reading)
  } catch (error) {
    if (!(error instanceof NotYet)) throw error
  }
}

/** Tells the images that were not told yet. */
async function* announce(reading: Reading): AsyncGenerator<ImagePart, void, undefined> {
  for (const [image, asked] of reading.asked.entries()) {
    if (reading.images.has(image)) continue
    const documents = await findAsked(asked, reading)
    reading.images.set(image, documents)
    for (const part of encryptedBlobs(documents)) yield { image, part }
    yield { image, part: { kind: 'documents', stage: 'final', documents } }
  }
}

async function findAsked({ reference, tag }: Asked, { held, options }: Reading): Promise<ImageDocuments> {
  const { platform, hostArchitecture, verify } = options
  const image = await findImage(held, { reference, tag, platform, hostArchitecture, verify })
  if (image !== undefined) return image
  const found = describeMembers(await held.names())
  return fail({ kind: 'notAnImage', reference, found, valid: VALID_ARCHIVES })
}

function areAllKnown({ images, asked }: Reading): boolean {
  return images.size === asked.length
}

/** Blobs named by their digest are skipped when no layer wants them; other names may still be the target of a link. */
function isWanted(name: string, reading: Reading): boolean {
  if (!areAllKnown(reading) || !name.startsWith('blobs/')) return true
  return [...reading.images.values()].some(({ layers }) => layers.some(({ blob }) => blob === name))
}
