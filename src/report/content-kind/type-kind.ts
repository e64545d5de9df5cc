import type { PathState } from '../../tree/tree-view.ts'
import { type DisplayText, displayName, displayText, joinText } from '../display-name.ts'

/** What a path is when it has no content to look at; of a regular file only what its mode adds: `setuid `. */
export function typeKind({ type, mode, device, linkTarget }: PathState): DisplayText {
  const special = SPECIAL_BITS.flatMap(([bit, word]) => ((mode & bit) === 0 ? [] : [`${word} `])).join('')
  if (type === 'symlink')
    return joinText(
      displayText('symbolic link to '),
      linkTarget === null ? displayText('nothing') : displayName(linkTarget),
    )
  const numbers = device === null ? '' : ` (${device.major}/${device.minor})`
  return displayText(`${special}${TYPE_NAMES[type]}${numbers}`)
}

const SPECIAL_BITS = [
  [0o4000, 'setuid'],
  [0o2000, 'setgid'],
  [0o1000, 'sticky'],
] as const

const TYPE_NAMES = {
  file: '',
  directory: 'directory',
  character: 'character special',
  block: 'block special',
  fifo: 'fifo (named pipe)',
} as const
