import { randomBytes } from 'node:crypto'
import { type FileHandle, mkdir, open, rm, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fail, LayerscopeError } from '../errors.ts'
import { type Range, readRange } from '../source/read-range.ts'

/**
 * A temporary file for bytes that come by once. Its name is removed as soon as it is open, so that nothing is left
 * behind however the program ends. It never lies on a memory file system: an image may be larger than the memory.
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
    const refusals: string[] = []
    for (const folder of folders) {
      const file = await openNameless(folder)
      if (typeof file !== 'string') return new Spool(file, folder)
      refusals.push(`${folder} ${file}`)
    }
    const answer = `${refusals.join(', ')}; set XDG_CACHE_HOME to a folder on a disk`
    return fail({ kind: 'unwritable', path: 'a temporary file', answer })
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
      fail({ kind: 'unwritable', path: this.#folder, answer: messageOf(error) }, error)
    }
  }

  /** A stretch of what was written. */
  read(range: Range, what: string): AsyncIterable<Uint8Array> {
    return readRange(this.#file, range, what)
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#file.close()
  }
}

/** Where a spool may lie, best first: the user's cache, then folders for temporary files. */
export function spoolFolders(
  variables: Readonly<Record<string, string | undefined>>,
  home: string,
): string[] {
  const cache = variables['XDG_CACHE_HOME'] || join(home, '.cache')
  return [join(cache, 'layerscope'), '/var/tmp', tmpdir()]
}

/** An open file without a name, or why there is none. */
async function openNameless(folder: string): Promise<FileHandle | string> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    if (MEMORY_FILE_SYSTEMS.has((await statfs(folder)).type)) return 'lies in memory'
    const path = join(folder, `.spool-${randomBytes(8).toString('hex')}`)
    const file = await open(path, 'wx+', 0o600)
    await rm(path)
    return file
  } catch (error) {
    return `cannot be used (${messageOf(error)})`
  }
}

/** Linux' magic numbers (statfs(2)): tmpfs, ramfs. */
const MEMORY_FILE_SYSTEMS: ReadonlySet<number> = new Set([0x01021994, 0x858458f6])

function messageOf(error: unknown): string {
  if (error instanceof LayerscopeError || !(error instanceof Error)) throw error
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message
}
