import { randomBytes } from 'node:crypto'
import { type FileHandle, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fail } from '../errors.ts'
import { type Range, readRange } from '../source/read-range.ts'
import { fileErrorOf, inDiskFolder } from './disk-folder.ts'

/**
 * A temporary file for bytes that come by once. Its name is removed as soon as it is open, so that nothing is left
 * behind however the program ends. It lies where `inDiskFolder` says.
 */
export class Spool implements AsyncDisposable {
  readonly #file: FileHandle
  readonly #folder: string
  #length = 0

  private constructor(file: FileHandle, folder: string) {
    this.#file = file
    this.#folder = folder
  }

  /** In the first folder that can be written and is on a disk; missing ones are made. Throws an `unwritable` fault. */
  static async open(folders: readonly string[]): Promise<Spool> {
    const { made, folder } = await inDiskFolder(folders, openNameless)
    return new Spool(made, folder)
  }

  /** Bytes written so far: where the next ones begin. */
  get length(): number {
    return this.#length
  }

  /** Writes behind what is there; the chunk is the caller's again when the promise is settled. */
  async append(chunk: Uint8Array): Promise<void> {
    const start = this.#length
    this.#length += chunk.length
    try {
      for (let at = 0; at < chunk.length; ) {
        const { bytesWritten } = await this.#file.write(chunk, at, chunk.length - at, start + at)
        at += bytesWritten
      }
    } catch (error) {
      fail({ kind: 'unwritable', path: this.#folder, answer: fileErrorOf(error) }, error)
    }
  }

  /** A stretch of what was written. */
  read(range: Range, what: string): AsyncIterable<Uint8Array> {
    return readRange(this.#file, range, { what, path: this.#folder })
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#file.close()
  }
}

async function openNameless(folder: string): Promise<FileHandle> {
  const path = join(folder, `.spool-${randomBytes(8).toString('hex')}`)
  const file = await open(path, 'wx+', 0o600)
  await rm(path)
  return file
}
