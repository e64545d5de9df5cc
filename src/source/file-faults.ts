import { fail } from '../errors.ts'

/** Throws what the file system said as a fault; anything else goes on as it is. */
export function throwFileFault(error: unknown, path: string): never {
  const code = errorCode(error)
  if (code === undefined) throw error
  if (isMissing(error)) return fail({ kind: 'missingFile', path, similar: [] }, error)
  const answer = ANSWERS.get(code) ?? code
  if (code === 'EACCES' || code === 'EPERM')
    return fail({ kind: 'noPermission', path, doing: 'read', answer }, error)
  return fail({ kind: 'unreadableFile', path, answer }, error)
}

/** Whether an error says that nothing is there, by that name. */
export function isMissing(error: unknown): boolean {
  const code = errorCode(error)
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG'
}

/** The code of a file system error, or `undefined` for any other. */
function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}

const ANSWERS: ReadonlyMap<string, string> = new Map([
  ['EACCES', 'permission denied'],
  ['EPERM', 'operation not permitted'],
  ['EISDIR', 'it is a directory'],
  ['EIO', 'the disk could not be read'],
  ['ELOOP', 'its symbolic links lead in a circle'],
  ['EMFILE', 'too many files are open'],
  ['ENXIO', 'nothing is behind it'],
])
