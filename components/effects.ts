import type { ChosenPath } from '../src/store/selectors/chosen-path.ts'
import type { PairRequest } from '../src/store/selectors/compare/pair-request.ts'
import type { TreeSearch } from '../src/store/selectors/tree-search.ts'
import type { WantedContent } from '../src/store/selectors/viewer/content-wanted.ts'
import type { WantedDifference } from '../src/store/selectors/viewer/version-pair.ts'
import type { FileOnScreen } from '../src/store/selectors/viewer/viewed-file.ts'

/** What a key may cause beyond the screen. The app is given these; the store knows nothing of them. */
export interface Effects {
  /** Reads a reference, for the first time or again, and puts it on screen. */
  readonly open: (reference: string) => void
  /** Reads those of these images that were not read yet, and puts them on screen side by side, or in a table. */
  readonly compare: (references: readonly string[]) => void
  /** Reads images again; what is on screen stays. */
  readonly readAgain: (references: readonly string[]) => void
  /** Reads a file on both sides and tells in which lines it differs. */
  readonly readDifference: (request: PairRequest) => void
  /** Answers the question whether to pull. */
  readonly answerPull: (pull: boolean) => void
  /** Asks the places images come from what they have. */
  readonly listImages: () => void
  /** Reads the part of a file the viewer shows, and ends what was read before; `null` ends it all. */
  readonly viewContent: (wanted: WantedContent | null) => void
  /** Asks a large tree, and ends what it was asked before; `null` ends it all. */
  readonly searchTree: (wanted: TreeSearch | null) => void
  /** Reads two versions of a file and tells how they differ. */
  readonly compareVersions: (wanted: WantedDifference) => void
  /** Copies a file to a private place, has it used there, and removes the copy. */
  readonly lendFile: (file: FileOnScreen, use: (path: string) => Promise<void>) => void
  /** Writes a path of an image, and what is beneath it, to a place somebody typed. */
  readonly extract: (chosen: ChosenPath, place: string) => void
}

/** Effects by name, as the keymap writes them; `app.tsx` carries them out. */
export type EffectName =
  | 'openPicked'
  | 'reload'
  | 'copyPath'
  | 'close'
  | 'quit'
  | 'suspend'
  | 'openPicker'
  | 'pickOther'
  | 'viewDifference'
  | 'pullYes'
  | 'pullNo'
  | 'openInPager'
  | 'openInEditor'
  | 'lendYes'
  | 'extract'
  | 'redraw'
