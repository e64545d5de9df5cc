import type { State } from '../../state.ts'
import { currentKey } from '../current.ts'

/** The layer of the image on screen that waits for another one to be compared with; `null`: none. */
export function markedLayer(state: State): number | null {
  const { marked } = state
  if (marked === null || marked.image !== currentKey(state) || marked.extent.kind === 'image') return null
  return marked.extent.layer
}
