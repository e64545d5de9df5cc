import { closeOverlay } from '../../src/store/actions/close-overlay.ts'
import { startExtract } from '../../src/store/actions/extract-path.ts'
import { type Binding, change, effect } from './binding.ts'

/** A file in the person's own programs, or out of the image: wherever a file is chosen. */
export const TAKE_OUT_KEYS: readonly Binding[] = [
  { keys: ['e'], verb: change(startExtract), says: 'take the file or directory out of the image' },
  { keys: ['o'], verb: effect('openInPager'), says: 'open the file in $PAGER' },
  { keys: ['E'], verb: effect('openInEditor'), says: 'open a copy of the file in $EDITOR' },
]

/** The answers to whether a long file is to be copied. */
export const LEND_KEYS: readonly Binding[] = [
  { keys: ['y', 'enter'], verb: effect('lendYes'), says: 'copy the file', hint: ['y', 'copy it'] },
  { keys: ['n', 'q', 'escape'], verb: change(closeOverlay), says: 'do not copy it', hint: ['n', 'no'] },
]
