import { fail } from '../../errors.ts'
import type { Call } from '../command.ts'

/** Where the index is. Throws a `usage` fault where it can be nowhere. */
export function indexFolderOf({ surroundings: { indexFolder } }: Call): string {
  return (
    indexFolder ??
    fail({
      kind: 'usage',
      message: 'There is no folder for an index here; set XDG_CACHE_HOME to one that can be written.',
    })
  )
}
