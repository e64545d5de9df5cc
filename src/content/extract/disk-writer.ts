import { constants } from 'node:fs'
import {
  chmod,
  type FileHandle,
  lchown,
  link,
  lstat,
  lutimes,
  mkdir,
  open,
  realpath,
  symlink,
  unlink,
  utimes,
} from 'node:fs/promises'
import { fail } from '../../errors.ts'
import { type ByteString, byteString, toBytes, toText } from '../../image/byte-string.ts'
import type { PathState } from '../../tree/tree-view.ts'
import { writeSparsely } from './write-sparsely.ts'

/** What happens to what stands in the way. */
export interface Overwriting {
  /** Whether it is replaced; a directory never is. */
  readonly force: boolean
  /** Otherwise: how to go on. */
  readonly advice: string
}

export interface DiskOptions extends Overwriting {
  /** Whether owners, and the bits that depend on them, are kept. */
  readonly owners: boolean
}

/** How a path went. `taken`: by a name of the same image that this file system takes for the same. */
export type Written = 'written' | 'taken'

/**
 * Writes paths of an image beneath one folder, and nowhere else, whatever the image says:
 *
 * - Names come from a tree, so that no component is `..` or holds a slash.
 * - Nothing is written through a link of the image: all of them are made when everything else is there (`finish`).
 *   Nor through one that was there before: before a directory is written to it is checked to be where it should be.
 * - Files are made with O_EXCL and O_NOFOLLOW: what exists is never opened. With `force` its name is removed first.
 */
export class DiskWriter {
  readonly #root: Uint8Array
  readonly #options: DiskOptions
  /** What this writer made, by device and inode; names that only differ in case lead to it on some file systems. */
  readonly #made = new Set<string>()
  readonly #links: { readonly name: ByteString; readonly state: PathState }[] = []
  readonly #directories: { readonly name: ByteString; readonly state: PathState }[] = []
  #checked: ByteString | null = null
  #unowned = 0

  /** `root`: an existing directory, its links resolved. */
  constructor(root: Uint8Array, options: DiskOptions) {
    this.#root = root
    this.#options = options
  }

  /** Paths whose owner this system would not give them. */
  get unowned(): number {
    return this.#unowned
  }

  async directory(name: ByteString, state: PathState): Promise<Written> {
    if (name === '') return 'written' // the folder itself, which is the caller's
    await this.#enter(name)
    const made = await this.#make(name, path => mkdir(path, 0o700), 'keepsDirectory')
    if (made === 'taken') return 'taken'
    this.#directories.push({ name, state })
    return 'written'
  }

  async file(name: ByteString, state: PathState, bytes: AsyncIterable<Uint8Array>): Promise<Written> {
    await this.#enter(name)
    let file: FileHandle | undefined
    const made = await this.#make(name, async path => {
      file = await open(path, NEW_FILE, 0o600)
    })
    if (made !== 'made' || file === undefined) return 'taken'
    try {
      await writeSparsely(file, bytes)
      const isOwned = await this.#own(state, (uid, gid) => file?.chown(uid, gid))
      await file.chmod(permissions(state, isOwned))
      await file.utimes(timeOf(state), timeOf(state))
    } catch (error) {
      await unlink(this.#path(name)) // half a file helps nobody
      throw this.#explained(error, name)
    } finally {
      await file.close()
    }
    return 'written'
  }

  /** Another name for what was written as `target`. */
  async hardLink(name: ByteString, target: ByteString): Promise<Written> {
    await this.#enter(target)
    await this.#enter(name)
    const made = await this.#make(name, path => link(this.#path(target), path))
    return made === 'taken' ? 'taken' : 'written'
  }

  symlink(name: ByteString, state: PathState): void {
    this.#links.push({ name, state })
  }

  /** Makes the links, then gives directories their modes, owners and times; the links that could not be made. */
  async finish(): Promise<ByteString[]> {
    const taken: ByteString[] = []
    for (const { name, state } of this.#links) {
      const target = toBytes(state.linkTarget ?? byteString(''))
      await this.#enter(name)
      const made = await this.#make(name, path => symlink(Buffer.from(target), path))
      if (made === 'taken') taken.push(name)
      else await this.#dressLink(name, state)
    }
    for (const { name, state } of this.#directories.reverse()) await this.#dressDirectory(name, state)
    return taken
  }

  /** Makes what is not there yet. With `keepsDirectory` a real directory in its place is as good, if it may be. */
  async #make(
    name: ByteString,
    create: (path: Buffer) => Promise<unknown>,
    existing: 'keepsDirectory' | 'isInTheWay' = 'isInTheWay',
  ): Promise<'made' | 'kept' | 'taken'> {
    const path = this.#path(name)
    try {
      await create(path)
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw this.#explained(error, name)
      const stats = await lstat(path, { bigint: true })
      if (this.#made.has(`${stats.dev}:${stats.ino}`)) return 'taken'
      if (!this.#options.force) this.#refuse(name, `it exists; ${this.#options.advice}`)
      if (stats.isDirectory() && existing === 'keepsDirectory') return 'kept'
      if (stats.isDirectory()) this.#refuse(name, 'a directory stands there')
      await unlink(path)
      await create(path)
    }
    const { dev, ino } = await lstat(path, { bigint: true })
    this.#made.add(`${dev}:${ino}`)
    return 'made'
  }

  /** Makes sure that the directory a name stands in is where it should be, with no link on the way. */
  async #enter(name: ByteString): Promise<void> {
    const directory = byteString(name.slice(0, Math.max(0, name.lastIndexOf('/'))))
    if (directory === this.#checked) return
    const path = this.#path(directory)
    const real = await realpath(path, { encoding: 'buffer' }).catch(error =>
      this.#refuse(name, String(codeOf(error))),
    )
    if (!real.equals(path)) this.#refuse(name, 'a link stands on the way there')
    this.#checked = directory
  }

  async #dressLink(name: ByteString, state: PathState): Promise<void> {
    const path = this.#path(name)
    await this.#own(state, (uid, gid) => lchown(path, uid, gid))
    await lutimes(path, timeOf(state), timeOf(state))
  }

  async #dressDirectory(name: ByteString, state: PathState): Promise<void> {
    if (state.implicit) return chmod(this.#path(name), state.mode)
    await this.#enter(byteString(`${name}/`))
    const path = this.#path(name)
    const isOwned = await this.#own(state, (uid, gid) => lchown(path, uid, gid))
    await chmod(path, permissions(state, isOwned))
    await utimes(path, timeOf(state), timeOf(state))
  }

  /** Whether the owner could be given. Root of a container may know only some of the numbers. */
  async #own({ uid, gid }: PathState, chown: (uid: number, gid: number) => unknown): Promise<boolean> {
    if (!this.#options.owners) return false
    try {
      await chown(uid, gid)
      return true
    } catch (error) {
      if (codeOf(error) !== 'EINVAL' && codeOf(error) !== 'EPERM') throw error
      this.#unowned++
      return false
    }
  }

  #path(name: ByteString): Buffer {
    return name === '' ? Buffer.from(this.#root) : Buffer.concat([this.#root, SLASH, toBytes(name)])
  }

  #explained(error: unknown, name: ByteString): unknown {
    const code = codeOf(error)
    return code === undefined ? error : this.#refuse(name, ANSWERS[code] ?? code)
  }

  #refuse(name: ByteString, answer: string): never {
    const path = this.#path(name).toString('latin1')
    return fail({ kind: 'unwritable', path: toText(byteString(path)) ?? path, answer })
  }
}

/** Without its owner a file must not run as whoever took it out. */
function permissions({ mode }: PathState, isOwned: boolean): number {
  return isOwned ? mode : mode & 0o1777
}

/** Node takes a negative number for now, and a date for what it is. */
function timeOf({ mtime }: PathState): number | Date {
  return mtime >= 0 ? Math.min(mtime, LATEST) : new Date(Math.max(mtime, -LATEST) * 1000)
}

/** Seconds; the year 4000 is as late as any file system has to know. */
const LATEST = 2 ** 36

const SLASH = Buffer.from('/')
const NEW_FILE = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW

const ANSWERS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'operation not permitted',
  ENOSPC: 'no space left on the device',
  EROFS: 'the file system is read-only',
  ENAMETOOLONG: 'the name is too long for this file system',
  ENOENT: 'its directory is gone',
  EILSEQ: 'this file system takes no such name',
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
