import { explainWaste } from '../../src/store/actions/explain.ts'
import { showScreen } from '../../src/store/actions/show-screen.ts'
import { openViewer } from '../../src/store/actions/viewer/open-viewer.ts'
import { enterWaste, moveInWaste } from '../../src/store/actions/waste-list.ts'
import { type Binding, change, effect } from './binding.ts'
import { TAKE_OUT_KEYS } from './take-out-keys.ts'

/** The keys of the waste screen. */
export const WASTE_KEYS: readonly Binding[] = [
  {
    keys: ['up', 'k'],
    verb: change(state => moveInWaste(state, -1)),
    says: 'up one row',
    hint: ['↑↓', 'move'],
  },
  { keys: ['down', 'j'], verb: change(state => moveInWaste(state, 1)), says: 'down one row' },
  {
    keys: ['ctrl-d', 'pageDown', 'ctrl-f'],
    verb: change(state => moveInWaste(state, 10)),
    says: 'down ten rows',
  },
  {
    keys: ['ctrl-u', 'pageUp', 'ctrl-b'],
    verb: change(state => moveInWaste(state, -10)),
    says: 'up ten rows',
  },
  { keys: ['home', 'g'], verb: change(state => moveInWaste(state, -Infinity)), says: 'to the first row' },
  { keys: ['end', 'G'], verb: change(state => moveInWaste(state, Infinity)), says: 'to the last row' },
  {
    keys: ['enter', 'space', 'right', 'l'],
    verb: change(enterWaste),
    says: 'show the file in its layer; open or close a group; explain a finding',
    hint: ['⏎', 'show in its layer'],
  },
  {
    keys: ['v'],
    verb: change(openViewer),
    says: 'view what was wasted: the content of the file',
    hint: ['v', 'view'],
  },
  ...TAKE_OUT_KEYS,
  {
    keys: ['x'],
    verb: change(explainWaste),
    says: 'explain: the finding in full, what it means, and how to fix it',
    hint: ['x', 'explain'],
  },
  {
    keys: ['w', 'left', 'h'],
    verb: change(state => showScreen(state, 'explore')),
    says: 'back to the layers',
    hint: ['w', 'back'],
  },
  { keys: ['y'], verb: effect('copyPath'), says: 'copy the path under the cursor' },
]
