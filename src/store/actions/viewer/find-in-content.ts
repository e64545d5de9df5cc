import { byteString } from '../../../image/byte-string.ts'
import { displayName } from '../../../report/display-name.ts'
import { fileOnScreen, modeOf } from '../../selectors/viewer/viewed-file.ts'
import type { State } from '../../state.ts'
import type { Transition } from '../../store.ts'
import type { TextSearch } from '../../viewer-state.ts'
import { say } from '../say.ts'

/** `/`: asks for a text to look for in the content. */
export const startTextFind: Transition = state => ({ ...state, overlay: { kind: 'findText', text: '' } })

export const typeTextFind: Transition<[text: string]> = (state, text) => ({
  ...state,
  overlay: { kind: 'findText', text },
})

/** Enter: to the first line with the text, at or after the first one on screen. */
export const acceptTextFind: Transition = state => {
  if (state.overlay.kind !== 'findText') return state
  const { text } = state.overlay
  const closed: State = { ...state, overlay: { kind: 'none' }, viewer: { ...state.viewer, find: text } }
  return text === '' ? closed : searching(closed, 'here')
}

export const cancelTextFind: Transition = state => ({
  ...state,
  overlay: { kind: 'none' },
  viewer: { ...state.viewer, find: '', search: null },
})

/** `n` and `N`. */
export const findNextText: Transition<[direction: 'next' | 'previous']> = (state, direction) =>
  state.viewer.find === ''
    ? say(state, 'Nothing to find yet: / starts a search.')
    : searching(state, direction)

/** In a listing the next name; else found in the text: that is where it is shown. */
function searching(state: State, direction: TextSearch['direction']): State {
  const shown = fileOnScreen(state)
  if (shown !== undefined && modeOf(state, shown) === 'listing') return findMember(state, direction)
  const { find, tops } = state.viewer
  const search = { text: find, from: tops.text, direction }
  return { ...state, viewer: { ...state.viewer, mode: 'text', search } }
}

/** To the nearest member whose name has the text, round at the ends; lower case finds both cases. */
function findMember(state: State, direction: TextSearch['direction']): State {
  const { find, tops, content } = state.viewer
  const { members } = content.listing
  const isSensitive = /[A-Z]/.test(find)
  const step = direction === 'previous' ? -1 : 1
  const first = tops.listing + (direction === 'here' ? 0 : step)
  for (let at = 0; at < members.length; at++) {
    const row = (((first + at * step) % members.length) + members.length) % members.length
    const name: string = displayName(members[row]?.name ?? byteString(''))
    if ((isSensitive ? name : name.toLowerCase()).includes(find))
      return { ...state, viewer: { ...state.viewer, tops: { ...tops, listing: row } } }
  }
  return say(state, `No member's name has "${find}".`, 'problem')
}
