import { type ExploreView, type ImageKey, type ImageState, INITIAL_VIEW, type State } from '../state.ts'

/** The image the screen is about; `undefined` in the picker. */
export function currentKey(state: State): ImageKey | undefined {
  return state.screen.kind === 'picker' ? undefined : state.screen.image
}

export function currentImage(state: State): ImageState | undefined {
  const key = currentKey(state)
  return key === undefined ? undefined : state.images.get(key)
}

/** The choices made for the image on screen. */
export function currentView(state: State): ExploreView {
  const key = currentKey(state)
  return (key === undefined ? undefined : state.views.get(key)) ?? INITIAL_VIEW
}

/** The state with other choices for the image on screen; unchanged in the picker. */
export function withView(state: State, change: (view: ExploreView) => ExploreView): State {
  const key = currentKey(state)
  if (key === undefined) return state
  return { ...state, views: new Map(state.views).set(key, change(currentView(state))) }
}
