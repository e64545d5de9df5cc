import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fail } from '../errors.ts'
import type { ContextEntry } from '../image/build-context.ts'
import { throwFileFault } from './file-faults.ts'

export interface ContextReading {
  /** Whether what a directory holds need not be looked at. */
  skips(path: string): boolean
  /** Most entries there may be. */
  readonly mostEntries: number
  readonly signal: AbortSignal
}

/** Everything beneath a folder, directories before what they hold, names sorted; links are not followed. */
export async function readBuildContext(folder: string, reading: ContextReading): Promise<ContextEntry[]> {
  const entries: ContextEntry[] = []
  const waiting = ['']
  for (let directory = waiting.pop(); directory !== undefined; directory = waiting.pop()) {
    reading.signal.throwIfAborted()
    const inside = await readDirectory(folder, directory)
    entries.push(...inside)
    if (entries.length > reading.mostEntries) return tooMany(folder, reading.mostEntries)
    const deeper = inside.filter(({ type, path }) => type === 'directory' && !reading.skips(path))
    waiting.push(...deeper.map(({ path }) => path).reverse())
  }
  return entries.sort((left, right) => (left.path < right.path ? -1 : 1))
}

async function readDirectory(folder: string, directory: string): Promise<ContextEntry[]> {
  const names = await readdir(join(folder, directory)).catch(error =>
    throwFileFault(error, join(folder, directory)),
  )
  return Promise.all(names.map(name => readEntry(folder, directory === '' ? name : `${directory}/${name}`)))
}

async function readEntry(folder: string, path: string): Promise<ContextEntry> {
  const status = await lstat(join(folder, path)).catch(error => throwFileFault(error, join(folder, path)))
  const type = status.isFile()
    ? 'file'
    : status.isDirectory()
      ? 'directory'
      : status.isSymbolicLink()
        ? 'symlink'
        : 'other'
  return { path, type, bytes: type === 'file' ? status.size : 0, mode: status.mode & 0o7777 }
}

function tooMany(folder: string, allowed: number): never {
  const count = allowed.toLocaleString('en-US')
  const message = `The context "${folder}" holds more than ${count} paths. Name the folder that the build sends.`
  return fail({ kind: 'usage', message })
}
