import type { State } from '../../state.ts'
import type { ViewedFile } from '../../viewer-state.ts'
import type { FileAt } from '../compare/pair-request.ts'
import { type FileOnScreen, fileOnScreen, knownFile } from './viewed-file.ts'

/** The file in the viewer, and what the nearest layer below that has it left there. */
export interface VersionPair {
  readonly before: FileOnScreen
  readonly shown: FileOnScreen
}

/** `undefined` when no layer below has the file. */
export function versionPair(state: State): VersionPair | undefined {
  const shown = fileOnScreen(state)
  const layer = shown?.versions[shown.versions.indexOf(shown.file.layer) - 1]
  if (shown === undefined || layer === undefined) return undefined
  const before = knownFile(state, { ...shown.file, layer })
  return before && { before, shown }
}

/** Two contents to be compared. */
export interface WantedDifference {
  readonly file: ViewedFile
  readonly a: FileAt
  readonly b: FileAt
}

/** `null` when no difference is on screen, or it is known. */
export function differenceWanted(state: State): WantedDifference | null {
  const { mode, difference } = state.viewer
  const pair = mode === 'difference' && difference === null ? versionPair(state) : undefined
  if (pair === undefined) return null
  const { before, shown } = pair
  const { file } = shown
  return { file, a: { image: file.image, place: before.place }, b: { image: file.image, place: shown.place } }
}
