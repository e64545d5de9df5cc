import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, readdir, rename, stat, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip, createZstdCompress } from 'node:zlib'
import { fromText } from '../../src/image/byte-string.ts'
import { TAR_END, tarHeader, tarPadding } from '../../src/tar/write-header.ts'

/** A path of a generated layer: a file of so many bytes, or a whiteout. */
export interface GeneratedEntry {
  readonly path: string
  readonly bytes: number
}

export interface GeneratedImage {
  /** What opens it. */
  readonly reference: string
  /** The layers as they are stored. */
  readonly blobs: readonly string[]
}

export type Packing = 'plain' | 'gzip' | 'zstd'

/** Writes an OCI layout of these layers, without holding one. */
export async function writeLayout(
  folder: string,
  layers: readonly Iterable<GeneratedEntry>[],
  packing: Packing,
): Promise<GeneratedImage> {
  const blobs = join(folder, 'blobs/sha256')
  await mkdir(blobs, { recursive: true })
  const written: WrittenLayer[] = []
  for (const layer of layers) written.push(await writeLayer(blobs, layer, packing))
  const rootfs = { type: 'layers', diff_ids: written.map(({ diffId }) => diffId) }
  const config = await writeDocument(blobs, { os: 'linux', architecture: 'amd64', config: {}, rootfs })
  const manifest = await writeDocument(blobs, {
    schemaVersion: 2,
    config: { mediaType: 'application/vnd.oci.image.config.v1+json', ...config },
    layers: written.map(({ digest, size }) => ({ mediaType: MEDIA_TYPES[packing], digest, size })),
  })
  const mediaType = 'application/vnd.oci.image.manifest.v1+json'
  await writeFile(
    join(folder, 'index.json'),
    JSON.stringify({ schemaVersion: 2, manifests: [{ mediaType, ...manifest }] }),
  )
  await writeFile(join(folder, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}')
  return { reference: folder, blobs: written.map(({ path }) => path) }
}

const MEDIA_TYPES = {
  plain: 'application/vnd.oci.image.layer.v1.tar',
  gzip: 'application/vnd.oci.image.layer.v1.tar+gzip',
  zstd: 'application/vnd.oci.image.layer.v1.tar+zstd',
} as const satisfies Record<Packing, string>

/** About so many bytes in files as an operating system with a compiler has them: most small, most bytes in large ones. */
export function* realisticFiles(bytes: number): Generator<GeneratedEntry> {
  const random = numbers(7)
  let written = 0
  for (let file = 0; written < bytes; file++) {
    const kind = random()
    const size = kind < 0.6 ? 8_000 : kind < 0.95 ? 128_000 : kind < 0.995 ? 2_000_000 : 30_000_000
    const length = Math.ceil(random() * size)
    yield { path: `usr/lib/p${file % 300}/d${file % 7}/file-${file}`, bytes: length }
    written += length
  }
}

/** Many files of one byte, by their numbers. */
export function* tinyFiles(first: number, count: number): Generator<GeneratedEntry> {
  for (let file = first; file < first + count; file++) yield { path: tinyPath(file), bytes: 1 }
}

export function tinyPath(file: number): string {
  return `srv/a${file % 50}/b${Math.floor(file / 50) % 200}/file-${file}`
}

interface WrittenLayer {
  readonly path: string
  readonly diffId: string
  readonly digest: string
  readonly size: number
}

async function writeLayer(
  blobs: string,
  entries: Iterable<GeneratedEntry>,
  packing: Packing,
): Promise<WrittenLayer> {
  const growing = join(blobs, 'growing')
  const plain = new Hashing()
  const stored = new Hashing()
  const packer = packing === 'gzip' ? createGzip() : packing === 'zstd' ? createZstdCompress() : new Hashing()
  await pipeline(Readable.from(tarPieces(entries)), plain, packer, stored, createWriteStream(growing))
  const digest = stored.digest()
  const path = join(blobs, digest.slice('sha256:'.length))
  await rename(growing, path)
  return { path, diffId: plain.digest(), digest, size: stored.bytes }
}

/** Passes bytes on, and knows their sha256. */
class Hashing extends Transform {
  readonly #hash = createHash('sha256')
  bytes = 0

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: (error: null, chunk: Buffer) => void) {
    this.#hash.update(chunk)
    this.bytes += chunk.length
    done(null, chunk)
  }

  digest(): string {
    return `sha256:${this.#hash.digest('hex')}`
  }
}

function* tarPieces(entries: Iterable<GeneratedEntry>): Generator<Uint8Array> {
  let piece: Uint8Array[] = []
  let length = 0
  for (const { path, bytes } of entries) {
    const added = [tarHeader(fileHeader(path, bytes)), content(bytes), tarPadding(bytes)]
    piece.push(...added)
    length += added.reduce((sum, part) => sum + part.length, 0)
    if (length < 1_000_000) continue
    yield Buffer.concat(piece)
    piece = []
    length = 0
  }
  yield Buffer.concat([...piece, TAR_END])
}

function fileHeader(path: string, length: number) {
  return {
    name: fromText(path),
    type: 'file',
    mode: 0o644,
    uid: 0,
    gid: 0,
    mtime: 1_700_000_000,
    length,
    linkName: null,
    device: null,
    xattrs: new Map(),
  } as const
}

/** Bytes that compress to about a third, as programs do. */
const POOL = pool(64 * 1024 * 1024)
let taken = 0

function content(bytes: number): Uint8Array {
  if (bytes > POOL.length - 4096)
    throw new RangeError('a generated file is larger than what is there to fill it')
  taken = (taken + 4099) % (POOL.length - bytes)
  return POOL.subarray(taken, taken + bytes)
}

function pool(bytes: number): Buffer {
  const random = numbers(11)
  const words = Array.from({ length: 3000 }, () =>
    Buffer.from(Array.from({ length: 9 }, () => random() * 256)),
  )
  const filled = Buffer.alloc(bytes)
  for (let at = 0; at < bytes; ) at += words[Math.floor(random() * words.length)]?.copy(filled, at) ?? bytes
  return filled
}

/** Pseudo-random numbers of 0 … 1: the same image every time. */
function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

async function writeDocument(blobs: string, value: unknown) {
  const text = JSON.stringify(value)
  const hex = createHash('sha256').update(text).digest('hex')
  await writeFile(join(blobs, hex), text)
  return { digest: `sha256:${hex}`, size: Buffer.byteLength(text) }
}

/** The layout as one plain archive, as newer engines save an image. */
export async function writeArchive({ reference }: GeneratedImage, path: string): Promise<void> {
  await pipeline(Readable.from(archivePieces(reference)), createWriteStream(path))
}

async function* archivePieces(folder: string): AsyncGenerator<Uint8Array> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const file = join(entry.parentPath, entry.name)
    const { size } = await stat(file)
    yield tarHeader(fileHeader(relative(folder, file), size))
    yield* createReadStream(file, { highWaterMark: 1024 * 1024 })
    yield tarPadding(size)
  }
  yield TAR_END
}
