import { displayName } from '../../report/display-name.ts'
import { chosenName, chosenPath } from '../selectors/chosen-path.ts'
import type { Transition } from '../store.ts'
import { say } from './say.ts'

/** `e`: asks where what the cursor is on is to be taken out to. */
export const startExtract: Transition = state => {
  const chosen = chosenPath(state)
  if (chosen === undefined)
    return say(state, 'Nothing to take out here: choose a path of an image that is read.')
  const name = displayName(chosenName(chosen))
  return { ...state, overlay: { kind: 'extract', text: `./${name === '' ? 'rootfs' : name}` } }
}

export const typeExtract: Transition<[text: string]> = (state, text) => ({
  ...state,
  overlay: { kind: 'extract', text },
})
