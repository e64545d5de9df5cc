import { access, constants, lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fail } from '../errors.ts'
import type { ContextEntry } from '../image/build-context.ts'
import { throwFileFault } from './file-faults.ts'

export interface ContextReading {
  /** Whether what a directory holds need not be looked at. */
  skips(path: string): boolean
  /** Most entries there may be. */
  readonly mostEntries: number
  /** Told what cannot be read, which then is left out; without it, that is a fault. */
  readonly unreadable?: (path: string) => void
  readonly signal: AbortSignal
}

/** Everything beneath a folder, directories before what they hold, names sorted; links are not followed. */
export async function readBuildContext(folder: string, reading: ContextReading): Promise<ContextEntry[]> {
  const entries: ContextEntry[] = []
  const waiting = ['']
  for (let directory = waiting.pop(); directory !== undefined; directory = waiting.pop()) {
    reading.signal.throwIfAborted()
    const inside = await readDirectory(folder, directory, reading)
    for (const entry of inside) entries.push(entry)
    if (entries.length > reading.mostEntries) return tooMany(folder, reading.mostEntries)
    const deeper = inside.filter(({ type, path }) => type === 'directory' && !reading.skips(path))
    for (const { path } of deeper.reverse()) waiting.push(path)
  }
  return entries.sort((left, right) => (left.path < right.path ? -1 : 1))
}

async function readDirectory(
  folder: string,
  directory: string,
  reading: ContextReading,
): Promise<ContextEntry[]> {
  const names = await readable(() => readdir(join(folder, directory)), folder, directory, reading)
  const paths = (names ?? []).map(name => (directory === '' ? name : `${directory}/${name}`))
  const entries = await Promise.all(
    paths.map(path => readable(() => readEntry(folder, path), folder, path, reading)),
  )
  return entries.filter(entry => entry !== null)
}

/** What was read, or `null` when it cannot be and that is no fault; the folder itself must be readable. */
async function readable<Value>(
  read: () => Promise<Value>,
  folder: string,
  path: string,
  { unreadable }: ContextReading,
): Promise<Value | null> {
  try {
    return await read()
  } catch (error) {
    if (unreadable === undefined || path === '') return throwFileFault(error, join(folder, path))
    unreadable(path)
    return null
  }
}

async function readEntry(folder: string, path: string): Promise<ContextEntry> {
  const status = await lstat(join(folder, path))
  const type = status.isFile()
    ? 'file'
    : status.isDirectory()
      ? 'directory'
      : status.isSymbolicLink()
        ? 'symlink'
        : 'other'
  if (type === 'file' && (status.mode & OTHERS_READ) === 0) await access(join(folder, path), constants.R_OK)
  return { path, type, bytes: type === 'file' ? status.size : 0, mode: status.mode & 0o7777 }
}

/** What everybody may read need not be tried. */
const OTHERS_READ = 0o004

function tooMany(folder: string, allowed: number): never {
  const count = allowed.toLocaleString('en-US')
  const message = `The context "${folder}" holds more than ${count} paths. Name the folder that the build sends.`
  return fail({ kind: 'usage', message })
}
