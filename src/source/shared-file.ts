import type { FileHandle } from 'node:fs/promises'
import type { HeldPlace } from './file-place.ts'
import type { Range } from './read-range.ts'

/** An open file with several users; whoever leaves last closes it. */
export class SharedFile implements AsyncDisposable {
  readonly file: FileHandle
  readonly path: string
  #users = 1

  /** The caller is the first user, and leaves by disposing of it. */
  constructor(file: FileHandle, path: string) {
    this.file = file
    this.path = path
  }

  /** A stretch for one more user, who leaves by disposing of it. */
  hold({ start, length }: Range, what: string): HeldPlace {
    this.#users += 1
    const leave = () => this.#leave()
    return {
      descriptor: this.file.fd,
      start,
      length,
      what,
      path: this.path,
      [Symbol.asyncDispose]: leave,
    }
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#leave()
  }

  async #leave(): Promise<void> {
    this.#users -= 1
    if (this.#users === 0) await this.file.close()
  }
}
