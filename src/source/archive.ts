import { type FileHandle, open } from 'node:fs/promises'
import { fail } from '../errors.ts'
import { compressionOf, describeBytes, HEAD_LENGTH } from '../stream/sniff.ts'
import { archiveBlobs } from './archive-blobs.ts'
import { openArchiveStore } from './archive-store.ts'
import { archiveParts } from './archive-stream.ts'
import { describeMembers, VALID_ARCHIVES } from './describe-members.ts'
import { isMissing, throwFileFault } from './file-faults.ts'
import { fileIdentity } from './file-identity.ts'
import { roleOf } from './member-role.ts'
import { refuseMissing } from './missing-path.ts'
import { readFully, readRange } from './read-range.ts'
import { SharedFile } from './shared-file.ts'
import type { ReadOptions, Source, SourcePart } from './source.ts'
import { type Asked, storeParts } from './store-parts.ts'

/** An archive as a file: in any order when it is a plain tar, as a stream when it is compressed or a pipe. */
export function archiveSource(path: string, asked: Asked): Source {
  return {
    info: { kind: 'archive', label: asked.reference, notes: [] },
    parts: options => fileParts(path, asked, options),
    openBlobs: limits => archiveBlobs(path, asked.reference, limits),
  }
}

async function* fileParts(
  path: string,
  asked: Asked,
  options: ReadOptions,
): AsyncGenerator<SourcePart, void, undefined> {
  const { file, size, identity } = await openArchive(path, asked.reference)
  await using shared = new SharedFile(file, path)
  try {
    if (identity !== null)
      yield { kind: 'identity', identity: `file ${identity} ${asked.tag ?? ''}`, tags: null }
    yield* size === null
      ? archiveParts(pipeBytes(file), asked, options)
      : regularParts(shared, size, asked, options)
  } catch (error) {
    throwFileFault(error, path)
  }
}

interface OpenedFile {
  readonly file: FileHandle
  /** `null` for a pipe, which has an end but no size. */
  readonly size: number | null
  readonly identity: string | null
}

/** Faults: `missingFile`, `noPermission`, `unreadableFile`, `notAnImage` for what is neither file nor pipe. */
async function openArchive(path: string, reference: string): Promise<OpenedFile> {
  const file = await open(path, 'r').catch(error =>
    isMissing(error) ? refuseMissing(path) : throwFileFault(error, path),
  )
  const stats = await file.stat({ bigint: true })
  if (stats.isFile())
    return { file, size: Number(stats.size), identity: fileIdentity(path, stats, Date.now()) }
  if (stats.isFIFO()) return { file, size: null, identity: null }
  await file.close()
  const found = stats.isDirectory() ? 'a directory' : 'a device or socket'
  return fail({ kind: 'notAnImage', reference, found, valid: 'a file or a pipe' })
}

async function* regularParts(
  shared: SharedFile,
  size: number,
  asked: Asked,
  options: ReadOptions,
): AsyncGenerator<SourcePart, void, undefined> {
  const { reference } = asked
  const { file, path } = shared
  const head = await readFully(file, 0, HEAD_LENGTH)
  if (compressionOf(head) !== undefined)
    return yield* archiveParts(
      readRange(file, { start: 0, length: size }, { what: reference, path }),
      asked,
      options,
    )
  if (roleOf('', head) !== 'layer' || head.every(byte => byte === 0))
    return fail({ kind: 'notAnImage', reference, found: describeBytes(head), valid: VALID_ARCHIVES })
  const store = await openArchiveStore({ file, size, what: reference, path, shared }, options.limits)
  yield* storeParts(store, asked, options, async () => {
    const found = describeMembers(await store.names())
    return fail({ kind: 'notAnImage', reference, found, valid: VALID_ARCHIVES })
  })
}

async function* pipeBytes(file: FileHandle): AsyncGenerator<Uint8Array, void, undefined> {
  while (true) {
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafeSlow(PIPE_CHUNK), 0, PIPE_CHUNK, null)
    if (bytesRead === 0) return
    yield buffer.subarray(0, bytesRead)
  }
}

/** What a Linux pipe holds. */
const PIPE_CHUNK = 64 * 1024
