import { createHash, randomBytes } from 'node:crypto'
import { access, constants, mkdir, open, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fail } from '../errors.ts'
import { FORMAT, seal, unseal } from './sealed-value.ts'

/** What is kept, and so the folder it is kept in. */
export type RecordKind = 'layers' | 'images'

/** A file of the index. */
export interface IndexFile {
  readonly path: string
  readonly bytes: number
  /** When it was used last, in milliseconds since the epoch. */
  readonly used: number
}

/**
 * The files of the index. Each is written under another name and then given its own in one step, so that whoever reads
 * sees a whole file or none, whatever happens to the writer and however many write at once.
 *
 *     FOLDER/2/layers/sha256-…      the 2 is the format: another version of layerscope has a folder of its own
 *     FOLDER/2/images/…             named by the sha256 of what the image is known by
 *     FOLDER/2/layers/.writing-PID-…
 */
export class IndexFolder {
  readonly root: string
  readonly #folder: string

  constructor(root: string) {
    this.root = root
    this.#folder = join(root, String(FORMAT))
  }

  /** What is kept under a name; `undefined` when nothing is, or nothing that can be read. What is damaged is removed. */
  async read(kind: RecordKind, name: string): Promise<unknown> {
    const path = this.#path(kind, name)
    const value = await this.readFile(path)
    if (value !== undefined) await markUsed(path)
    return value
  }

  /** The same of a listed file, without using it. */
  async readFile(path: string): Promise<unknown> {
    try {
      const value = await unseal(await readFile(path))
      if (value === undefined) await rm(path)
      return value
    } catch {
      return undefined // absent, or not ours to read: either way the image tells
    }
  }

  /** Whether something is kept under a name. */
  async has(kind: RecordKind, name: string): Promise<boolean> {
    return stat(this.#path(kind, name)).then(
      () => true,
      () => false,
    )
  }

  /** Rejects with the system's error when it cannot be written; then nothing was. */
  async write(kind: RecordKind, name: string, value: unknown): Promise<void> {
    const path = this.#path(kind, name)
    const folder = this.path(kind)
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const temporary = join(folder, `${WRITING}${process.pid}-${randomBytes(6).toString('hex')}`)
    try {
      await writePieces(temporary, await seal(value))
      await rename(temporary, path)
    } catch (error) {
      await rm(temporary, { force: true }).catch(() => undefined)
      throw error
    }
  }

  /** Where records of a kind are. */
  path(kind: RecordKind): string {
    return join(this.#folder, kind)
  }

  #path(kind: RecordKind, name: string): string {
    return join(this.path(kind), fileName(name))
  }
}

/** A digest is its own name; of anything else, which may be long and hold slashes, the sha256. */
function fileName(name: string): string {
  if (/^sha256:[0-9a-f]{64}$/.test(name)) return name.replace(':', '-')
  return createHash('sha256').update(name).digest('hex')
}

async function writePieces(path: string, pieces: readonly Uint8Array[]): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    for (const piece of pieces) await file.writeFile(piece)
  } finally {
    await file.close()
  }
}

/** The time a file was written tells when it was used: times of access are often not kept. */
async function markUsed(path: string): Promise<void> {
  const now = new Date()
  await utimes(path, now, now).catch(() => undefined)
}

/** How a file is called until it is whole; the writer's process number follows. */
const WRITING = '.writing-'

/** Every whole file beneath the index's folder, those of other formats too; none when there is no index yet. */
export async function listIndexFiles(root: string): Promise<readonly IndexFile[]> {
  const files = await filesBeneath(root)
  return files.filter(({ path }) => !path.includes(`/${WRITING}`))
}

/** Removes what processes left that ended while they wrote. */
export async function sweepLeftovers(root: string): Promise<void> {
  for (const { path, used } of await filesBeneath(root)) {
    const writer = /\/\.writing-(\d+)-[0-9a-f]+$/.exec(path)?.[1]
    if (writer !== undefined && (!isRunning(Number(writer)) || Date.now() - used > DAY))
      await removeFile(path)
  }
}

/** Whoever removed it first does as well. Throws an `unwritable` fault. */
export async function removeFile(path: string): Promise<void> {
  await rm(path, { force: true }).catch(error =>
    fail({ kind: 'unwritable', path, answer: systemWord(error) }, error),
  )
}

/** Why nothing can be kept in a folder, made or still to be made, in the system's word (`EROFS`); `null` when it can. */
export async function whyUnwritable(folder: string): Promise<string | null> {
  try {
    if (!(await stat(folder)).isDirectory()) return 'ENOTDIR'
    await access(folder, constants.W_OK | constants.X_OK)
    return null
  } catch (error) {
    const word = systemWord(error)
    const parent = dirname(folder)
    return word === 'ENOENT' && parent !== folder ? whyUnwritable(parent) : word
  }
}

/** The code of a system's error, else its words. */
export function systemWord(error: unknown): string {
  if (!(error instanceof Error)) throw error
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message
}

const DAY = 24 * 60 * 60 * 1000

function isRunning(pid: number): boolean {
  if (pid === process.pid) return true
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

async function filesBeneath(root: string): Promise<IndexFile[]> {
  const found = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => [])
  const files: IndexFile[] = []
  for (const entry of found) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    const stats = await stat(path).catch(() => null) // another process may have removed it
    if (stats !== null) files.push({ path, bytes: stats.size, used: stats.mtimeMs })
  }
  return files
}
