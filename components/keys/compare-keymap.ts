import { exploreSide } from '../../src/store/actions/compare/explore-side.ts'
import { startFilterInCompare } from '../../src/store/actions/compare/filter-compare.ts'
import { nextInCompare, startFindInCompare } from '../../src/store/actions/compare/find-in-compare.ts'
import {
  focusInCompare,
  focusNextInCompare,
  zoomCompare,
} from '../../src/store/actions/compare/focus-in-compare.ts'
import {
  foldAllMerged,
  stepInCompare,
  stepOutOfCompare,
  toggleMerged,
} from '../../src/store/actions/compare/fold-merged.ts'
import { moveInCompare, pageInCompare } from '../../src/store/actions/compare/move-in-compare.ts'
import {
  scrollDifferences,
  swapSides,
  toggleDifferences,
} from '../../src/store/actions/compare/show-differences.ts'
import { cycleMergedSort, toggleState } from '../../src/store/actions/compare/sort-merged.ts'
import { toggleCache } from '../../src/store/actions/show-cache.ts'
import {
  enterTable,
  markInTable,
  moveInTable,
  scrollColumns,
  showInTable,
  showNextInTable,
  sortTable,
} from '../../src/store/actions/table/move-in-table.ts'
import { viewFile } from '../../src/store/actions/viewer/open-viewer.ts'
import { sideFile } from '../../src/store/selectors/compare/side-file.ts'
import { type Binding, change, effect } from './binding.ts'

/** Two images side by side: the keys of the explorer, as far as they have a meaning here. */
export const COMPARE_KEYS: readonly Binding[] = [
  {
    keys: ['up', 'k'],
    verb: change(state => moveInCompare(state, -1)),
    says: 'up one row',
    hint: ['↑↓', 'move'],
  },
  { keys: ['down', 'j'], verb: change(state => moveInCompare(state, 1)), says: 'down one row' },
  { keys: ['ctrl-d'], verb: change(state => pageInCompare(state, 0.5)), says: 'down half a page' },
  { keys: ['ctrl-u'], verb: change(state => pageInCompare(state, -0.5)), says: 'up half a page' },
  { keys: ['pageDown', 'ctrl-f'], verb: change(state => pageInCompare(state, 1)), says: 'down a page' },
  { keys: ['pageUp', 'ctrl-b'], verb: change(state => pageInCompare(state, -1)), says: 'up a page' },
  { keys: ['home', 'g'], verb: change(state => moveInCompare(state, -Infinity)), says: 'to the first row' },
  { keys: ['end', 'G'], verb: change(state => moveInCompare(state, Infinity)), says: 'to the last row' },
  {
    keys: ['n'],
    verb: change(state => nextInCompare(state, 'next')),
    says: 'next difference; while something is looked for, next match',
    hint: ['n', 'next difference'],
  },
  {
    keys: ['N'],
    verb: change(state => nextInCompare(state, 'previous')),
    says: 'previous difference, or match',
  },
  {
    keys: ['tab'],
    verb: change(state => focusNextInCompare(state, 1)),
    says: 'next pane',
    hint: ['⇥', 'pane'],
  },
  { keys: ['shift-tab'], verb: change(state => focusNextInCompare(state, -1)), says: 'previous pane' },
  { keys: ['1'], verb: change(state => focusInCompare(state, 'layers')), says: 'to the layers of both' },
  { keys: ['2'], verb: change(state => focusInCompare(state, 'files')), says: 'to the files of both' },
  { keys: ['3'], verb: change(state => focusInCompare(state, 'instruction')), says: 'to the details' },
  {
    keys: ['enter'],
    verb: effect('viewDifference'),
    says: 'open or close a directory; of a file, the lines that differ',
    hint: ['⏎', 'open', 'files'],
  },
  {
    keys: ['v'],
    verb: change(state => viewFile(state, sideFile(state, 'b'))),
    says: 'view the file as B has it',
    hint: ['v', 'view', 'files'],
  },
  { keys: ['V'], verb: change(state => viewFile(state, sideFile(state, 'a'))), says: 'view it as A has it' },
  { keys: ['right', 'l'], verb: change(stepInCompare), says: 'open the directory, or go into it' },
  {
    keys: ['left', 'h', 'backspace'],
    verb: change(stepOutOfCompare),
    says: 'close the directory, or go to the one above',
  },
  { keys: ['space'], verb: change(toggleMerged), says: 'open or close the directory' },
  { keys: ['+'], verb: change(state => foldAllMerged(state, 'open')), says: 'open every directory' },
  { keys: ['-'], verb: change(state => foldAllMerged(state, 'closed')), says: 'close every directory' },
  {
    keys: ['i'],
    verb: change(toggleDifferences),
    says: 'in what the configurations differ',
    hint: ['i', 'config'],
  },
  { keys: ['/'], verb: change(startFindInCompare), says: 'find a path as you type', hint: ['/', 'find'] },
  {
    keys: ['f'],
    verb: change(startFilterInCompare),
    says: 'show only some paths: size>1M type:f status:A *.so',
    hint: ['f', 'filter', 'files'],
  },
  {
    keys: ['s'],
    verb: change(cycleMergedSort),
    says: 'sort by difference, A, B or name; again reverses',
    hint: ['s', 'sort', 'files'],
  },
  { keys: ['A'], verb: change(state => toggleState(state, 'added')), says: 'show or hide what only B has' },
  { keys: ['D'], verb: change(state => toggleState(state, 'removed')), says: 'show or hide what only A has' },
  {
    keys: ['M'],
    verb: change(state => toggleState(state, 'modified')),
    says: 'show or hide modified paths',
  },
  { keys: ['R'], verb: change(state => toggleState(state, 'moved')), says: 'show or hide moved files' },
  {
    keys: ['U'],
    verb: change(state => toggleState(state, 'same')),
    says: 'show or hide what is the same',
    hint: ['U', 'all', 'files'],
  },
  {
    keys: ['T'],
    verb: change(state => toggleState(state, 'timesOnly')),
    says: 'show or hide what differs only in its time',
  },
  {
    keys: ['x'],
    verb: change(toggleCache),
    says: 'two builds of one Dockerfile: what ran again, and why',
    hint: ['x', 'cache', 'layers'],
  },
  { keys: ['X'], verb: change(swapSides), says: 'swap A and B' },
  { keys: ['<'], verb: change(state => exploreSide(state, 'a')), says: 'explore A by itself' },
  { keys: ['>'], verb: change(state => exploreSide(state, 'b')), says: 'explore B by itself' },
  { keys: ['c'], verb: effect('pickOther'), says: 'compare A with another image' },
  { keys: ['y'], verb: effect('copyPath'), says: 'copy the path under the cursor' },
  { keys: ['r'], verb: effect('reload'), says: 'read both images again' },
  { keys: ['z'], verb: change(zoomCompare), says: 'give the pane the whole screen, or give it back' },
]

/** In what the configurations differ. */
export const DIFFERENCES_KEYS: readonly Binding[] = [
  {
    keys: ['up', 'k'],
    verb: change(state => scrollDifferences(state, -1)),
    says: 'up one row',
    hint: ['↑↓', 'scroll'],
  },
  { keys: ['down', 'j'], verb: change(state => scrollDifferences(state, 1)), says: 'down one row' },
  {
    keys: ['ctrl-d', 'pageDown', 'space', 'ctrl-f'],
    verb: change(state => scrollDifferences(state, 10)),
    says: 'down ten rows',
  },
  {
    keys: ['ctrl-u', 'pageUp', 'ctrl-b'],
    verb: change(state => scrollDifferences(state, -10)),
    says: 'up ten rows',
  },
  { keys: ['home', 'g'], verb: change(state => scrollDifferences(state, -Infinity)), says: 'to the top' },
  { keys: ['end', 'G'], verb: change(state => scrollDifferences(state, Infinity)), says: 'to the end' },
  {
    keys: ['i', 'left', 'h'],
    verb: change(toggleDifferences),
    says: 'back to the files',
    hint: ['i', 'back'],
  },
]

/** Three images or more. */
export const TABLE_KEYS: readonly Binding[] = [
  {
    keys: ['up', 'k'],
    verb: change(state => moveInTable(state, -1)),
    says: 'up one row',
    hint: ['↑↓', 'move'],
  },
  { keys: ['down', 'j'], verb: change(state => moveInTable(state, 1)), says: 'down one row' },
  {
    keys: ['ctrl-d', 'pageDown', 'ctrl-f'],
    verb: change(state => moveInTable(state, 10)),
    says: 'down ten rows',
  },
  {
    keys: ['ctrl-u', 'pageUp', 'ctrl-b'],
    verb: change(state => moveInTable(state, -10)),
    says: 'up ten rows',
  },
  { keys: ['home', 'g'], verb: change(state => moveInTable(state, -Infinity)), says: 'to the first row' },
  { keys: ['end', 'G'], verb: change(state => moveInTable(state, Infinity)), says: 'to the last row' },
  {
    keys: ['space'],
    verb: change(markInTable),
    says: 'mark an image to be compared',
    hint: ['Space', 'mark'],
  },
  {
    keys: ['enter'],
    verb: change(enterTable),
    says: 'compare the marked images side by side; without a mark, explore this one',
    hint: ['⏎', 'compare, or explore'],
  },
  {
    keys: ['tab'],
    verb: change(state => showNextInTable(state, 1)),
    says: 'next view: the images, what pulling them takes, what every two share',
    hint: ['⇥', 'view'],
  },
  { keys: ['shift-tab'], verb: change(state => showNextInTable(state, -1)), says: 'view before' },
  { keys: ['1'], verb: change(state => showInTable(state, 'images')), says: 'the images' },
  { keys: ['2'], verb: change(state => showInTable(state, 'pull')), says: 'what pulling them takes' },
  {
    keys: ['3'],
    verb: change(state => showInTable(state, 'unpackedShared')),
    says: 'how many bytes every two images share, unpacked',
  },
  {
    keys: ['4'],
    verb: change(state => showInTable(state, 'transferShared')),
    says: 'the same as they are pulled: by blob',
  },
  {
    keys: ['s'],
    verb: change(sortTable),
    says: 'sort by another column; again reverses',
    hint: ['s', 'sort'],
  },
  {
    keys: ['right', 'l'],
    verb: change(state => scrollColumns(state, 1)),
    says: 'further columns',
    hint: ['←→', 'columns'],
  },
  { keys: ['left', 'h'], verb: change(state => scrollColumns(state, -1)), says: 'columns before' },
  { keys: ['c'], verb: effect('pickOther'), says: 'add another image' },
  { keys: ['r'], verb: effect('reload'), says: 'read the images again' },
]
