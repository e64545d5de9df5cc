import { readFile, stat } from 'node:fs/promises'
import { fail } from '../../errors.ts'
import { DEFAULT_LIMITS } from '../../image/limits.ts'
import { isMissing, throwFileFault } from '../../source/file-faults.ts'

/** The text of a Dockerfile or `.dockerignore`; `null` when there is none. Throws a fault when it cannot be read. */
export async function readDocument(path: string): Promise<string | null> {
  try {
    const { size } = await stat(path)
    const allowed = DEFAULT_LIMITS.document
    if (size > allowed)
      fail({ kind: 'limitExceeded', what: `"${path}"`, limit: 'document', allowed, found: size })
    return await readFile(path, 'utf8')
  } catch (error) {
    return isMissing(error) ? null : throwFileFault(error, path)
  }
}
