import { closeOverlay } from '../src/store/actions/close-overlay.ts'
import { markLayer } from '../src/store/actions/compare/mark-layer.ts'
import { enter, goIn, goOut, toggle } from '../src/store/actions/enter.ts'
import { scrollExplanation } from '../src/store/actions/explain.ts'
import { startFilter } from '../src/store/actions/filter-files.ts'
import { findNext, startFind } from '../src/store/actions/find-path.ts'
import { focusNext, focusPane } from '../src/store/actions/focus-pane.ts'
import { toggleBase } from '../src/store/actions/fold-base.ts'
import { foldAll } from '../src/store/actions/fold-directory.ts'
import { moveCursor, movePage, moveToEnd } from '../src/store/actions/move-cursor.ts'
import { moveDivider } from '../src/store/actions/move-divider.ts'
import { peel } from '../src/store/actions/peel.ts'
import { markPicked, movePicker } from '../src/store/actions/pick-image.ts'
import { scrollConfig } from '../src/store/actions/scroll-config.ts'
import { cycleScope } from '../src/store/actions/set-scope.ts'
import { toggleCache } from '../src/store/actions/show-cache.ts'
import { scrollHelp, showHelp } from '../src/store/actions/show-help.ts'
import { showScreen } from '../src/store/actions/show-screen.ts'
import { cycleSort } from '../src/store/actions/sort-files.ts'
import { compareWithEarlier } from '../src/store/actions/tell-rebuild.ts'
import { toggleChange } from '../src/store/actions/toggle-change.ts'
import { openViewer } from '../src/store/actions/viewer/open-viewer.ts'
import { toggleZoom } from '../src/store/actions/zoom-pane.ts'
import { type Binding, change, effect, type KeyContext } from './keys/binding.ts'
import { CACHE_KEYS } from './keys/cache-keys.ts'
import { COMPARE_KEYS, DIFFERENCES_KEYS, TABLE_KEYS } from './keys/compare-keymap.ts'
import { CONTENTS_KEYS } from './keys/contents-keys.ts'
import { DOCTOR_KEYS } from './keys/doctor-keys.ts'
import { scrollKeys } from './keys/scroll-keys.ts'
import { LEND_KEYS, TAKE_OUT_KEYS } from './keys/take-out-keys.ts'
import { VIEWER_KEYS } from './keys/viewer-keys.ts'
import { WASTE_KEYS } from './keys/waste-keys.ts'

/** The keys, in the order help shows them. Help, status line and README are generated from here. */
export const KEYMAP: Readonly<Record<KeyContext, readonly Binding[]>> = {
  explore: [
    {
      keys: ['up', 'k'],
      verb: change(state => moveCursor(state, -1)),
      says: 'up one row',
      hint: ['↑↓', 'move'],
    },
    { keys: ['down', 'j'], verb: change(state => moveCursor(state, 1)), says: 'down one row' },
    { keys: ['ctrl-d'], verb: change(state => movePage(state, 0.5)), says: 'down half a page' },
    { keys: ['ctrl-u'], verb: change(state => movePage(state, -0.5)), says: 'up half a page' },
    { keys: ['pageDown', 'ctrl-f'], verb: change(state => movePage(state, 1)), says: 'down a page' },
    { keys: ['pageUp', 'ctrl-b'], verb: change(state => movePage(state, -1)), says: 'up a page' },
    { keys: ['home', 'g'], verb: change(state => moveToEnd(state, 'first')), says: 'to the first row' },
    { keys: ['end', 'G'], verb: change(state => moveToEnd(state, 'last')), says: 'to the last row' },
    { keys: ['tab'], verb: change(state => focusNext(state, 1)), says: 'next pane', hint: ['⇥', 'pane'] },
    { keys: ['shift-tab'], verb: change(state => focusNext(state, -1)), says: 'previous pane' },
    { keys: ['1'], verb: change(state => focusPane(state, 'layers')), says: 'to the layers' },
    { keys: ['2'], verb: change(state => focusPane(state, 'files')), says: 'to the files' },
    { keys: ['3'], verb: change(state => focusPane(state, 'instruction')), says: 'to the instruction' },
    {
      keys: ['enter'],
      verb: change(enter),
      says: 'to the files of a layer; open or close a directory; view a file',
      hint: ['⏎', 'files', 'layers'],
    },
    { keys: ['right', 'l'], verb: change(goIn), says: 'open the directory, or go into it' },
    {
      keys: ['left', 'h', 'backspace'],
      verb: change(goOut),
      says: 'close the directory, or go to the one above',
    },
    { keys: ['space'], verb: change(toggle), says: 'open or close the directory, or the base image' },
    { keys: ['+'], verb: change(state => foldAll(state, 'open')), says: 'open every directory' },
    { keys: ['-'], verb: change(state => foldAll(state, 'closed')), says: 'close every directory' },
    { keys: ['/'], verb: change(startFind), says: 'find a path as you type', hint: ['/', 'find', 'files'] },
    { keys: ['n'], verb: change(state => findNext(state, 'next')), says: 'next match' },
    { keys: ['N'], verb: change(state => findNext(state, 'previous')), says: 'previous match' },
    {
      keys: ['f'],
      verb: change(startFilter),
      says: 'show only some paths: size>1M type:f status:A *.so',
      hint: ['f', 'filter', 'files'],
    },
    {
      keys: ['a'],
      verb: change(cycleScope),
      says: "this layer's changes, all layers up to here, or the final tree",
      hint: ['a', 'scope'],
    },
    {
      keys: ['s'],
      verb: change(cycleSort),
      says: 'sort by size, name, status or time; again reverses',
      hint: ['s', 'sort', 'files'],
    },
    { keys: ['A'], verb: change(state => toggleChange(state, 'added')), says: 'show or hide added paths' },
    {
      keys: ['M'],
      verb: change(state => toggleChange(state, 'modified')),
      says: 'show or hide modified paths',
    },
    {
      keys: ['D'],
      verb: change(state => toggleChange(state, 'removed')),
      says: 'show or hide removed paths',
    },
    {
      keys: ['U'],
      verb: change(state => toggleChange(state, 'unchanged')),
      says: 'show or hide unchanged paths',
    },
    {
      keys: ['w'],
      verb: change(state => showScreen(state, 'waste')),
      says: 'wasted bytes, by the layers that wrote and killed them',
      hint: ['w', 'waste'],
    },
    {
      keys: ['i'],
      verb: change(state => showScreen(state, 'config')),
      says: "the image's configuration",
      hint: ['i', 'config', 'layers'],
    },
    { keys: ['b'], verb: change(toggleBase), says: 'the layers of the base image as one line, or each' },
    {
      keys: ['v'],
      verb: change(openViewer),
      says: 'view the content of the file',
      hint: ['v', 'view', 'files'],
    },
    ...TAKE_OUT_KEYS,
    {
      keys: ['d'],
      verb: change(state => showScreen(state, 'doctor')),
      says: 'whether it starts, and if not, why',
      hint: ['d', 'doctor', 'layers'],
    },
    {
      keys: ['c'],
      verb: effect('pickOther'),
      says: 'compare with another image',
      hint: ['c', 'compare'],
    },
    {
      keys: ['P'],
      verb: change(state => showScreen(state, 'contents')),
      says: 'what is in it: bytes by category, and packages',
      hint: ['P', 'packages', 'layers'],
    },
    {
      keys: ['m'],
      verb: change(markLayer),
      says: 'mark the layer; on another one, compare the two (with "a": all layers up to each)',
    },
    { keys: ['p'], verb: change(compareWithEarlier), says: 'compare with the build seen before "r"' },
    { keys: ['x'], verb: change(toggleCache), says: 'what that rebuild ran again, and why' },
    { keys: ['y'], verb: effect('copyPath'), says: 'copy the path under the cursor' },
    { keys: ['r'], verb: effect('reload'), says: 'read the image again, after a rebuild' },
    {
      keys: ['O'],
      verb: effect('openPicker'),
      says: 'open another image',
      hint: ['O', 'open another', 'layers'],
    },
    { keys: ['z'], verb: change(toggleZoom), says: 'give the pane the whole screen, or give it back' },
    { keys: ['['], verb: change(state => moveDivider(state, -5)), says: 'narrower left column' },
    { keys: [']'], verb: change(state => moveDivider(state, 5)), says: 'wider left column' },
  ],
  picker: [
    {
      keys: ['up', 'ctrl-p'],
      verb: change(state => movePicker(state, -1)),
      says: 'up one row',
      hint: ['↑↓', 'move'],
    },
    { keys: ['down', 'ctrl-n'], verb: change(state => movePicker(state, 1)), says: 'down one row' },
    { keys: ['pageDown', 'ctrl-d'], verb: change(state => movePicker(state, 10)), says: 'down ten rows' },
    { keys: ['pageUp', 'ctrl-u'], verb: change(state => movePicker(state, -10)), says: 'up ten rows' },
    { keys: ['home'], verb: change(state => movePicker(state, -Infinity)), says: 'to the first row' },
    { keys: ['end'], verb: change(state => movePicker(state, Infinity)), says: 'to the last row' },
    {
      keys: ['enter', 'right'],
      verb: effect('openPicked'),
      says: 'open the image; compare the marked ones',
      hint: ['⏎', 'open'],
    },
    {
      keys: ['space'],
      verb: change(markPicked),
      says: 'mark the image: two are compared side by side, more in a table',
      hint: ['Space', 'mark to compare'],
    },
    { keys: ['ctrl-r'], verb: effect('openPicker'), says: 'look for images again' },
  ],
  compare: COMPARE_KEYS,
  differences: DIFFERENCES_KEYS,
  cache: CACHE_KEYS,
  table: TABLE_KEYS,
  waste: WASTE_KEYS,
  config: [
    ...scrollKeys(scrollConfig),
    {
      keys: ['i', 'left', 'h'],
      verb: change(state => showScreen(state, 'explore')),
      says: 'back to the layers',
      hint: ['i', 'back'],
    },
  ],
  doctor: DOCTOR_KEYS,
  contents: CONTENTS_KEYS,
  viewer: VIEWER_KEYS,
  fault: [
    { keys: ['r'], verb: effect('reload'), says: 'try again', hint: ['r', 'try again'] },
    { keys: ['o', 'O'], verb: effect('openPicker'), says: 'open another image', hint: ['o', 'open another'] },
  ],
  help: [
    { keys: ['up'], verb: change(state => scrollHelp(state, -1)), says: 'up one row' },
    { keys: ['down'], verb: change(state => scrollHelp(state, 1)), says: 'down one row' },
    {
      keys: ['pageDown', 'ctrl-d', 'ctrl-f'],
      verb: change(state => scrollHelp(state, 10)),
      says: 'down ten rows',
    },
    {
      keys: ['pageUp', 'ctrl-u', 'ctrl-b'],
      verb: change(state => scrollHelp(state, -10)),
      says: 'up ten rows',
    },
    { keys: ['enter'], verb: change(closeOverlay), says: 'close the help', hint: ['type', 'to filter'] },
  ],
  explain: [
    ...scrollKeys(scrollExplanation),
    { keys: ['x', 'enter', 'left', 'h'], verb: change(closeOverlay), says: 'back', hint: ['x', 'back'] },
  ],
  pull: [
    { keys: ['y', 'enter'], verb: effect('pullYes'), says: 'pull the image', hint: ['y', 'pull'] },
    { keys: ['n', 'q', 'escape'], verb: effect('pullNo'), says: 'do not pull', hint: ['n', 'no'] },
  ],
  lend: LEND_KEYS,
  everywhere: [
    {
      keys: ['escape'],
      verb: change(peel),
      says: 'take away the last thing: search, filter, zoom, screen',
    },
    { keys: ['?', 'f1'], verb: change(showHelp), says: 'all keys', hint: ['?', 'help'] },
    { keys: ['q'], verb: effect('close'), says: 'close the screen; at the top, quit', hint: ['q', 'quit'] },
    { keys: ['ctrl-c'], verb: effect('quit'), says: 'quit at once' },
    { keys: ['ctrl-z'], verb: effect('suspend'), says: 'suspend; the shell command fg comes back' },
    { keys: ['ctrl-l'], verb: effect('redraw'), says: 'draw the screen anew' },
  ],
}
