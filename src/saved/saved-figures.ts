import { UNKNOWN_PLATFORM } from '../image/config-document.ts'
import { parsePlatformField } from '../image/descriptor-document.ts'
import { count, isAbsent, member } from '../image/json-document.ts'
import type { Platform } from '../image/platform.ts'
import { readSavedRoot } from './saved-analysis.ts'

/** What a saved analysis tells of growth, with its files or without. */
export interface SavedFigures {
  readonly platform: Platform
  readonly unpackedBytes: number | null
  readonly transferBytes: number | null
  /** Whether the analysis can be opened: then it also tells what grew. */
  readonly hasFiles: boolean
}

/** The figures of a saved analysis. Faults: those of `readSavedRoot`. */
export async function readSavedFigures(path: string, signal: AbortSignal): Promise<SavedFigures> {
  const root = await readSavedRoot(path, signal, null)
  const image = member(root, 'image')
  return {
    platform: parsePlatformField(member(image, 'platform')) ?? UNKNOWN_PLATFORM,
    unpackedBytes: count(member(image, 'unpackedBytes')),
    transferBytes: count(member(image, 'transferBytes')),
    hasFiles: !isAbsent(member(root, 'record')),
  }
}
