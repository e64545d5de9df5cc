import type { InodeType } from '../image/entry.ts'

/** Type and permissions as `ls -l` writes them: `drwxr-xr-x`, `-rwsr-xr-x`, `drwxrwxrwt`. */
export function formatMode(type: InodeType, mode: number): string {
  const owner = triple(mode >> 6, (mode & SET_USER_ID) !== 0, 's')
  const group = triple(mode >> 3, (mode & SET_GROUP_ID) !== 0, 's')
  const others = triple(mode, (mode & STICKY) !== 0, 't')
  return `${TYPE_LETTERS[type]}${owner}${group}${others}`
}

/** The mode as `chmod` takes it, four octal digits: `0755`, `4755`. */
export function formatOctalMode(mode: number): string {
  return (mode & 0o7777).toString(8).padStart(4, '0')
}

const SET_USER_ID = 0o4000
const SET_GROUP_ID = 0o2000
const STICKY = 0o1000

const TYPE_LETTERS = {
  file: '-',
  directory: 'd',
  symlink: 'l',
  character: 'c',
  block: 'b',
  fifo: 'p',
} as const satisfies Record<InodeType, string>

/** `rwx` of the lowest three bits; a special bit replaces the `x`, and is a capital where nobody may execute. */
function triple(bits: number, special: boolean, letter: 's' | 't'): string {
  const executable = (bits & 1) !== 0
  const last = special ? (executable ? letter : letter.toUpperCase()) : executable ? 'x' : '-'
  return `${(bits & 4) === 0 ? '-' : 'r'}${(bits & 2) === 0 ? '-' : 'w'}${last}`
}
