import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type IgnoreRules, NO_IGNORE_RULES, parseIgnoreRules } from '../../analysis/build/ignore-rules.ts'
import { fail } from '../../errors.ts'
import type { Dockerfile } from '../../image/dockerfile/dockerfile.ts'
import { parseDockerfile } from '../../image/dockerfile/parse-dockerfile.ts'
import { DEFAULT_LIMITS } from '../../image/limits.ts'
import { isMissing, throwFileFault } from '../../source/file-faults.ts'

/** Throws a fault when it cannot be read, or is no Dockerfile. */
export async function readDockerfile(path: string): Promise<Dockerfile> {
  const source = await readDocument(path, 'dockerfile')
  return source === null ? fail({ kind: 'missingFile', path, similar: [] }) : parseDockerfile(source, path)
}

/** The Dockerfile of a folder, as a builder finds it without `--file`; `null` when there is none. */
export async function usualDockerfile(folder: string): Promise<string | null> {
  for (const name of ['Dockerfile', 'dockerfile']) {
    const path = join(folder, name)
    if ((await stat(path).catch(() => null)) !== null) return path
  }
  return null
}

/** The first of these that is there. */
export async function readIgnoreRules(paths: readonly string[]): Promise<IgnoreRules> {
  for (const path of paths) {
    const source = await readDocument(path, 'document')
    if (source !== null) return parseIgnoreRules(source, path)
  }
  return NO_IGNORE_RULES
}

/** A text a builder reads; `null` when there is none. Throws a fault when it cannot be read, or is too long for one. */
async function readDocument(path: string, limit: 'dockerfile' | 'document'): Promise<string | null> {
  try {
    const { size } = await stat(path)
    const allowed = DEFAULT_LIMITS[limit]
    if (size > allowed) fail({ kind: 'limitExceeded', what: `"${path}"`, limit, allowed, found: size })
    return await readFile(path, 'utf8')
  } catch (error) {
    return isMissing(error) ? null : throwFileFault(error, path)
  }
}
