import { type FileHandle, open, stat } from 'node:fs/promises'
import { fail } from '../errors.ts'
import type { Limits } from '../image/limits.ts'
import { compressionOf, HEAD_LENGTH } from '../stream/sniff.ts'
import { openArchiveStore } from './archive-store.ts'
import type { OpenBlobs, StoredBlob } from './blob-store.ts'
import { type Range, readFully } from './read-range.ts'

/**
 * The blobs of a plain archive, by their place in it; `null` for what passes by once (a pipe, a compressed archive)
 * and for what is no archive: reading its parts says so. Headers are read when the first blob is asked for.
 *
 * While they are open the file may be replaced, and is read on as it was; written over, it is the fault `corrupted`.
 */
export async function archiveBlobs(
  path: string,
  reference: string,
  limits: Limits,
): Promise<OpenBlobs | null> {
  const file = await openPlain(path)
  if (file === null) return null
  const { size, mtimeMs } = await file.stat()
  const opened = { path, size, mtimeMs }
  let store: ReturnType<typeof openArchiveStore> | undefined
  return {
    async find(name) {
      if (store === undefined) await refuseChanged(file, opened)
      store ??= openArchiveStore({ file, size, what: reference, path }, limits)
      const blob = await (await store).find(name)
      return blob === undefined ? undefined : unchanged(blob, file, opened)
    },
    [Symbol.asyncDispose]: () => file.close(),
  }
}

async function openPlain(path: string): Promise<FileHandle | null> {
  const stats = await stat(path).catch(() => undefined)
  if (!stats?.isFile()) return null // to open a pipe would take it from whoever writes into it
  const file = await open(path, 'r').catch(() => null)
  if (file === null || compressionOf(await readFully(file, 0, HEAD_LENGTH)) === undefined) return file
  await file.close()
  return null
}

interface Opened {
  readonly path: string
  readonly size: number
  readonly mtimeMs: number
}

/** The blob, as long as nobody writes into the archive. */
function unchanged(blob: StoredBlob, file: FileHandle, opened: Opened): StoredBlob {
  return {
    ...blob,
    async *read(range?: Range) {
      await refuseChanged(file, opened)
      yield* blob.read(range)
    },
  }
}

async function refuseChanged(file: FileHandle, opened: Opened): Promise<void> {
  const { size, mtimeMs } = await file.stat()
  if (size === opened.size && mtimeMs === opened.mtimeMs) return
  fail({ kind: 'corrupted', what: opened.path, detail: 'it was written to while it was open' })
}
