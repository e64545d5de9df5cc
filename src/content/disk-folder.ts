import { mkdir, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fail, LayerscopeError } from '../errors.ts'

/** Where temporary files may lie, best first: the user's cache, then folders for temporary files. */
export function diskFolders(variables: Readonly<Record<string, string | undefined>>, home: string): string[] {
  const cache = variables['XDG_CACHE_HOME'] || join(home, '.cache')
  return [join(cache, 'layerscope'), '/var/tmp', tmpdir()]
}

/**
 * Makes something in the first folder that can be written and is on a disk; missing folders are made. Never on a
 * memory file system: what is in an image may be larger than the memory. Throws an `unwritable` fault.
 */
export async function inDiskFolder<Made>(
  folders: readonly string[],
  make: (folder: string) => Promise<Made>,
): Promise<{ readonly folder: string; readonly made: Made }> {
  const refusals: string[] = []
  for (const folder of folders) {
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      if (!MEMORY_FILE_SYSTEMS.has((await statfs(folder)).type)) return { folder, made: await make(folder) }
      refusals.push(`${folder} lies in memory`)
    } catch (error) {
      refusals.push(`${folder} cannot be used (${fileErrorOf(error)})`)
    }
  }
  const answer = `${refusals.join(', ')}; set XDG_CACHE_HOME to a folder on a disk`
  return fail({ kind: 'unwritable', path: 'a temporary file', answer })
}

/** Linux' magic numbers (statfs(2)): tmpfs, ramfs. */
const MEMORY_FILE_SYSTEMS: ReadonlySet<number> = new Set([0x01021994, 0x858458f6])

/** The code of a file system's error, else its words. */
export function fileErrorOf(error: unknown): string {
  if (error instanceof LayerscopeError || !(error instanceof Error)) throw error
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message
}
