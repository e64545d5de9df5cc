import type { BigIntStats } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * What tells this very content of a file from every other, without reading it; `null` when the file changed so recently
 * that a second change could leave the same times.
 */
export function fileIdentity(
  path: string,
  { dev, ino, size, mtimeNs, ctimeNs }: BigIntStats,
  now: number,
): string | null {
  const settled = ctimeNs % 1_000_000_000n === 0n ? COARSE_TICK : TICK
  if (now - Number(ctimeNs / 1_000_000n) < settled) return null
  return [path, dev, ino, size, mtimeNs, ctimeNs].join(' ')
}

/** Milliseconds by which two changes surely differ: file systems take their times from the kernel's ticks … */
const TICK = 100
/** … or keep whole seconds. */
const COARSE_TICK = 2000

/** The same of a directory: of all files beneath it. `null` also for one of more files than an image has blobs. */
export async function directoryIdentity(path: string, now: number): Promise<string | null> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true })
  if (entries.length > MOST_ENTRIES) return null
  const identities: string[] = []
  for (const entry of entries) {
    if (entry.isDirectory()) continue
    const file = join(entry.parentPath, entry.name)
    const identity = fileIdentity(file, await stat(file, { bigint: true }), now)
    if (identity === null) return null
    identities.push(identity)
  }
  return identities.toSorted().join('\n')
}

const MOST_ENTRIES = 10_000
