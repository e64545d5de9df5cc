import { randomBytes } from 'node:crypto'
import { type FileHandle, open, realpath, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { fail } from '../errors.ts'

/**
 * Writes a file all or not at all: into a new file beside it, which takes its name when everything is written. A
 * reader never sees half a result, and a failure leaves what was there before. What is not an ordinary file
 * (`/dev/stdout`, a pipe) is written directly. Throws an `unwritable` fault.
 */
export async function writeFileWhole(path: string, pieces: Pieces, signal: AbortSignal): Promise<void> {
  const existing = await stat(path).catch(() => undefined)
  if (existing?.isDirectory())
    fail({ kind: 'unwritable', path, answer: 'it is a directory; name a file in it' })
  try {
    if (existing === undefined) await writeAndRename(path, NEW_FILE, pieces, signal)
    else if (existing.isFile()) await writeAndRename(await realpath(path), existing.mode, pieces, signal)
    else await writeTo(await open(path, 'w'), pieces, signal)
  } catch (error) {
    signal.throwIfAborted()
    if (!isSystemError(error)) throw error
    fail({ kind: 'unwritable', path, answer: SYSTEM_ANSWERS[error.code] ?? error.message }, error)
  }
}

/** What is printed, in order. */
export type Pieces = Iterable<string> | AsyncIterable<string | Uint8Array>

/** Mode of a file that was not there, before the umask. */
const NEW_FILE = 0o666

async function writeAndRename(
  path: string,
  mode: number,
  pieces: Pieces,
  signal: AbortSignal,
): Promise<void> {
  const unfinished = join(dirname(path), `.${basename(path)}.${randomBytes(4).toString('hex')}`)
  try {
    await writeTo(await open(unfinished, 'wx', mode), pieces, signal)
    await rename(unfinished, path)
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
}

async function writeTo(file: FileHandle, pieces: Pieces, signal: AbortSignal): Promise<void> {
  try {
    for await (const piece of pieces) {
      signal.throwIfAborted()
      await file.appendFile(piece)
    }
  } finally {
    await file.close()
  }
}

/** What the system's codes mean, for those a user can do something about. */
const SYSTEM_ANSWERS: Readonly<Record<string, string>> = {
  ENOENT: 'its directory does not exist',
  ENOTDIR: 'a part of the path is not a directory',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space left on the device',
  EISDIR: 'it is a directory; name a file in it',
  ENAMETOOLONG: 'the name is too long',
}

function isSystemError(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && 'syscall' in error
}
