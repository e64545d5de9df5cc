import { type FileHandle, open, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fail } from '../errors.ts'
import type { Limits } from '../image/limits.ts'
import type { BlobStore, StoredBlob } from './blob-store.ts'
import { memberName } from './documents.ts'
import { isMissing, throwFileFault } from './file-faults.ts'
import type { HeldPlace } from './file-place.ts'
import { type Range, readFully, readRange } from './read-range.ts'
import { SharedFile } from './shared-file.ts'

/**
 * The files of a directory as blobs and documents. Names come from documents strangers wrote: none leads out of the
 * directory by its spelling, and only regular files are opened, so that a pipe or a device cannot hold us up.
 */
export function directoryStore(folder: string, limits: Limits): BlobStore {
  const sizeOf = (name: string) => fileSize(folder, name)
  return {
    damage: null,
    has: async name => (await sizeOf(name)) !== undefined,
    names: () => namesIn(folder),
    async find(name): Promise<StoredBlob | undefined> {
      const bytes = await sizeOf(name)
      if (bytes === undefined) return undefined
      const path = join(folder, name)
      return {
        key: name,
        bytes,
        read: (range = { start: 0, length: bytes }) => readBlob(path, range, name),
        hold: () => holdBlob(path, bytes, name),
      }
    },
    async read(name) {
      const found = await sizeOf(name)
      if (found === undefined) return undefined
      const allowed = limits.document
      if (found > allowed)
        return fail({ kind: 'limitExceeded', what: name, limit: 'document', allowed, found })
      return readWhole(join(folder, name), found)
    },
  }
}

/** Bytes of a regular file; `undefined` when there is none of that name. */
async function fileSize(folder: string, name: string): Promise<number | undefined> {
  if (memberName(name) !== name) return undefined
  const path = join(folder, name)
  try {
    const stats = await stat(path)
    return stats.isFile() ? stats.size : undefined
  } catch (error) {
    return isMissing(error) ? undefined : throwFileFault(error, path)
  }
}

async function* readBlob(
  path: string,
  range: Range,
  what: string,
): AsyncGenerator<Uint8Array, void, undefined> {
  const file = await openFile(path)
  try {
    yield* readRange(file, range, { what, path })
  } finally {
    await file.close()
  }
}

async function holdBlob(path: string, length: number, what: string): Promise<HeldPlace> {
  await using file = new SharedFile(await openFile(path), path)
  return file.hold({ start: 0, length }, what)
}

async function readWhole(path: string, length: number): Promise<Uint8Array> {
  const file = await openFile(path)
  try {
    return await readFully(file, 0, length)
  } catch (error) {
    return throwFileFault(error, path)
  } finally {
    await file.close()
  }
}

function openFile(path: string): Promise<FileHandle> {
  return open(path, 'r').catch(error => throwFileFault(error, path))
}

/** What stands in the directory, and the documents of a v1 layout, which lie one level down. */
async function namesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(error => throwFileFault(error, folder))
  return names.flatMap(name => (/^[0-9a-f]{64}$/.test(name) ? [`${name}/json`, name] : [name]))
}
