import { rmSync } from 'node:fs'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileErrorOf, inDiskFolder } from '../../content/disk-folder.ts'
import { writeSparsely } from '../../content/extract/write-sparsely.ts'
import { fail, LayerscopeError } from '../../errors.ts'
import type { ByteString } from '../../image/byte-string.ts'

/** A copy of a file for another program to look at. It is gone when it is disposed of, and when the process ends. */
export interface PrivateCopy extends AsyncDisposable {
  readonly path: string
}

/**
 * Writes a content into a file that only its owner can read, in a folder of its own. Throws `unwritable`, and what
 * the content throws; nothing is left then.
 */
export async function privateCopy(
  bytes: AsyncIterable<Uint8Array>,
  name: ByteString,
  folders: readonly string[],
): Promise<PrivateCopy> {
  const { made: folder } = await inDiskFolder(folders, parent => mkdtemp(join(parent, 'copy-')))
  const unwatch = removeAtEnd(folder)
  const path = join(folder, plainFileName(name))
  const remove = async () => {
    unwatch()
    await rm(folder, { recursive: true, force: true })
  }
  try {
    await writeCopy(path, bytes)
  } catch (error) {
    await remove()
    throw error
  }
  return { path, [Symbol.asyncDispose]: remove }
}

async function writeCopy(path: string, bytes: AsyncIterable<Uint8Array>): Promise<void> {
  try {
    await using file = await open(path, 'wx', 0o600)
    await writeSparsely(file, bytes)
  } catch (error) {
    if (error instanceof LayerscopeError || !(error instanceof Error) || !('code' in error)) throw error
    fail({ kind: 'unwritable', path, answer: fileErrorOf(error) }, error)
  }
}

/** The end of the name, where its kind shows, of characters that mean nothing to a shell, a pager or an editor. */
export function plainFileName(name: ByteString): string {
  const plain = name.replace(/[^A-Za-z0-9._-]/g, '_').slice(-LONGEST_NAME)
  return /^\.*$/.test(plain) ? 'file' : plain
}

const LONGEST_NAME = 100

const ENDING_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const

/** Removes the folder when the process ends in any way it can see. The returned function takes the watch away. */
function removeAtEnd(folder: string): () => void {
  const remove = () => rmSync(folder, { recursive: true, force: true })
  process.on('exit', remove)
  for (const signal of ENDING_SIGNALS) process.on(signal, remove)
  return () => {
    process.off('exit', remove)
    for (const signal of ENDING_SIGNALS) process.off(signal, remove)
  }
}
