import type { Packages, UnreadDatabase } from '../../analysis/contents/package.ts'
import { displayName } from '../display-name.ts'

/** What a list of packages lacks, and how to read it; a sentence each. */
export function packageNotes(packages: Packages): string[] {
  const isLinked = packages.items.some(({ bytes }) => bytes === null)
  const isCut = !packages.complete && packages.unread.length === 0
  return [
    ...packages.unread.map(unreadNote),
    ...(isCut
      ? ['A layer holds more descriptions of packages than are kept: some packages may be missing.']
      : []),
    ...(isLinked ? ['linked: a module inside a program, within the bytes of that program.'] : []),
  ]
}

function unreadNote({ kind, path }: UnreadDatabase): string {
  const place = displayName(path)
  if (kind === 'tooLong')
    return `${place} is longer than what is kept of it: packages at its end are missing.`
  return `${kind} packages: N/A, database found at ${place}, which layerscope cannot read.`
}
