import {
  cycleContentsSort,
  enterContents,
  moveInContents,
  startPackageFind,
  switchContentsPart,
} from '../../src/store/actions/contents-list.ts'
import { showScreen } from '../../src/store/actions/show-screen.ts'
import { type Binding, change } from './binding.ts'

/** The keys of the contents screen. */
export const CONTENTS_KEYS: readonly Binding[] = [
  {
    keys: ['up', 'k'],
    verb: change(state => moveInContents(state, -1)),
    says: 'up one row',
    hint: ['↑↓', 'move'],
  },
  { keys: ['down', 'j'], verb: change(state => moveInContents(state, 1)), says: 'down one row' },
  {
    keys: ['ctrl-d', 'pageDown', 'ctrl-f'],
    verb: change(state => moveInContents(state, 10)),
    says: 'down ten rows',
  },
  {
    keys: ['ctrl-u', 'pageUp', 'ctrl-b'],
    verb: change(state => moveInContents(state, -10)),
    says: 'up ten rows',
  },
  { keys: ['home', 'g'], verb: change(state => moveInContents(state, -Infinity)), says: 'to the first row' },
  { keys: ['end', 'G'], verb: change(state => moveInContents(state, Infinity)), says: 'to the last row' },
  {
    keys: ['tab', 'shift-tab'],
    verb: change(switchContentsPart),
    says: 'between categories and packages',
    hint: ['⇥', 'part'],
  },
  {
    keys: ['enter', 'right', 'l'],
    verb: change(enterContents),
    says: 'show its largest file in the final tree',
    hint: ['⏎', 'show its file'],
  },
  {
    keys: ['/'],
    verb: change(startPackageFind),
    says: 'only packages with a text in name or version',
    hint: ['/', 'find'],
  },
  {
    keys: ['s'],
    verb: change(cycleContentsSort),
    says: 'sort packages by bytes, name or layer',
    hint: ['s', 'sort'],
  },
  {
    keys: ['P', 'left', 'h'],
    verb: change(state => showScreen(state, 'explore')),
    says: 'back to the layers',
    hint: ['P', 'back'],
  },
]
