import { closeOverlay } from '../../src/store/actions/close-overlay.ts'
import { cancelFilterInCompare, typeFilterInCompare } from '../../src/store/actions/compare/filter-compare.ts'
import {
  acceptFindInCompare,
  cancelFindInCompare,
  nextInCompare,
  typeFindInCompare,
} from '../../src/store/actions/compare/find-in-compare.ts'
import { cancelPackageFind, moveInContents, typePackageFind } from '../../src/store/actions/contents-list.ts'
import { typeExtract } from '../../src/store/actions/extract-path.ts'
import { acceptFilter, cancelFilter, typeFilter } from '../../src/store/actions/filter-files.ts'
import { acceptFind, cancelFind, findNext, typeFind } from '../../src/store/actions/find-path.ts'
import { filterPicker } from '../../src/store/actions/pick-image.ts'
import { filterHelp } from '../../src/store/actions/show-help.ts'
import {
  acceptTextFind,
  cancelTextFind,
  typeTextFind,
} from '../../src/store/actions/viewer/find-in-content.ts'
import type { State } from '../../src/store/state.ts'
import { change, effect, type Verb } from './binding.ts'

/** A line that is being typed into: what is in it, and what its keys do. */
export interface TextEntry {
  readonly text: string
  readonly type: (state: State, text: string) => State
  /** Named keys that mean something else while typing, by `keyId`. */
  readonly keys: Readonly<Record<string, Verb>>
}

/** The line typed characters go to, or `undefined` when keys are commands. */
export function textEntry(state: State): TextEntry | undefined {
  const { overlay, screen } = state
  switch (overlay.kind) {
    case 'find':
      if (screen.kind === 'compare')
        return { text: overlay.text, type: typeFindInCompare, keys: COMPARE_FIND_KEYS }
      return { text: overlay.text, type: typeFind, keys: FIND_KEYS }
    case 'findText':
      return { text: overlay.text, type: typeTextFind, keys: TEXT_FIND_KEYS }
    case 'filter':
      if (screen.kind === 'compare')
        return { text: overlay.text, type: typeFilterInCompare, keys: COMPARE_FILTER_KEYS }
      return { text: overlay.text, type: typeFilter, keys: FILTER_KEYS }
    case 'findPackage':
      return { text: overlay.text, type: typePackageFind, keys: PACKAGE_FIND_KEYS }
    case 'help':
      return { text: overlay.filter, type: filterHelp, keys: {} }
    case 'extract':
      return { text: overlay.text, type: typeExtract, keys: EXTRACT_KEYS }
    case 'explain':
    case 'pull':
    case 'lend':
      return undefined
    case 'none':
      return screen.kind === 'picker'
        ? { text: state.picker.filter, type: filterPicker, keys: {} }
        : undefined
    default:
      return overlay satisfies never
  }
}

const FIND_KEYS: TextEntry['keys'] = {
  enter: change(acceptFind),
  escape: change(cancelFind),
  down: change(state => findNext(state, 'next')),
  up: change(state => findNext(state, 'previous')),
  'ctrl-n': change(state => findNext(state, 'next')),
  'ctrl-p': change(state => findNext(state, 'previous')),
}

const COMPARE_FIND_KEYS: TextEntry['keys'] = {
  enter: change(acceptFindInCompare),
  escape: change(cancelFindInCompare),
  down: change(state => nextInCompare(state, 'next')),
  up: change(state => nextInCompare(state, 'previous')),
  'ctrl-n': change(state => nextInCompare(state, 'next')),
  'ctrl-p': change(state => nextInCompare(state, 'previous')),
}

const COMPARE_FILTER_KEYS: TextEntry['keys'] = {
  enter: change(acceptFilter),
  escape: change(cancelFilterInCompare),
}

const TEXT_FIND_KEYS: TextEntry['keys'] = { enter: change(acceptTextFind), escape: change(cancelTextFind) }

const FILTER_KEYS: TextEntry['keys'] = { enter: change(acceptFilter), escape: change(cancelFilter) }

const PACKAGE_FIND_KEYS: TextEntry['keys'] = {
  enter: change(closeOverlay),
  escape: change(cancelPackageFind),
  down: change(state => moveInContents(state, 1)),
  up: change(state => moveInContents(state, -1)),
}

const EXTRACT_KEYS: TextEntry['keys'] = { enter: effect('extract'), escape: change(closeOverlay) }

/** The text after an editing key; `undefined` when the key does not edit. */
export function editText(text: string, keyId: string): string | undefined {
  if (keyId === 'backspace') return [...text].slice(0, -1).join('')
  if (keyId === 'ctrl-u') return ''
  if (keyId === 'ctrl-w' || keyId === 'alt-backspace') return text.replace(/\S*\s*$/, '')
  return undefined
}
