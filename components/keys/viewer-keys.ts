import { findNextText, startTextFind } from '../../src/store/actions/viewer/find-in-content.ts'
import {
  pageViewer,
  scrollViewer,
  shiftViewer,
  switchMode,
  toggleWrap,
} from '../../src/store/actions/viewer/scroll-viewer.ts'
import { toggleVersionDifference } from '../../src/store/actions/viewer/show-version-difference.ts'
import { viewVersion } from '../../src/store/actions/viewer/view-version.ts'
import { type Binding, change, effect } from './binding.ts'
import { TAKE_OUT_KEYS } from './take-out-keys.ts'

/** The keys of the viewer. */
export const VIEWER_KEYS: readonly Binding[] = [
  {
    keys: ['up', 'k'],
    verb: change(state => scrollViewer(state, -1)),
    says: 'up one line',
    hint: ['↑↓', 'scroll'],
  },
  { keys: ['down', 'j', 'enter'], verb: change(state => scrollViewer(state, 1)), says: 'down one line' },
  { keys: ['ctrl-d'], verb: change(state => pageViewer(state, 0.5)), says: 'down half a page' },
  { keys: ['ctrl-u'], verb: change(state => pageViewer(state, -0.5)), says: 'up half a page' },
  {
    keys: ['pageDown', 'space', 'ctrl-f'],
    verb: change(state => pageViewer(state, 1)),
    says: 'down a page',
  },
  { keys: ['pageUp', 'ctrl-b'], verb: change(state => pageViewer(state, -1)), says: 'up a page' },
  { keys: ['home', 'g'], verb: change(state => scrollViewer(state, -Infinity)), says: 'to the beginning' },
  { keys: ['end', 'G'], verb: change(state => scrollViewer(state, Infinity)), says: 'to the end' },
  { keys: ['right', 'l'], verb: change(state => shiftViewer(state, 20)), says: 'the text further right' },
  { keys: ['left', 'h'], verb: change(state => shiftViewer(state, -20)), says: 'the text further left' },
  {
    keys: ['x', 'tab'],
    verb: change(switchMode),
    says: 'text, hex, or the summary of a program',
    hint: ['x', 'text/hex'],
  },
  { keys: ['w'], verb: change(toggleWrap), says: 'wrap long lines, or cut them', hint: ['w', 'wrap'] },
  { keys: ['/'], verb: change(startTextFind), says: 'find a text in the file', hint: ['/', 'find'] },
  { keys: ['n'], verb: change(state => findNextText(state, 'next')), says: 'next match' },
  { keys: ['N'], verb: change(state => findNextText(state, 'previous')), says: 'previous match' },
  {
    keys: ['<', ','],
    verb: change(state => viewVersion(state, -1)),
    says: 'the file as a layer below left it',
    hint: ['<>', 'versions'],
  },
  {
    keys: ['>', '.'],
    verb: change(state => viewVersion(state, 1)),
    says: 'the file as a layer above left it',
  },
  ...TAKE_OUT_KEYS,
  { keys: ['y'], verb: effect('copyPath'), says: 'copy the path of the file' },
  { keys: ['v'], verb: effect('close'), says: 'back', hint: ['v', 'back'] },
  {
    keys: ['d'],
    verb: change(toggleVersionDifference),
    says: 'how the file differs from the version before',
    hint: ['d', 'diff'],
  },
]
