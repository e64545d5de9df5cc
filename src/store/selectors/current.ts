import { type ExploreView, type ImageKey, type ImageState, INITIAL_VIEW, type State } from '../state.ts'

/** The image the screen is about; `undefined` where it is about none, or several. */
export function currentKey({ screen }: State): ImageKey | undefined {
  return 'image' in screen ? screen.image : undefined
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

/** The state with other choices for the image on screen; unchanged where there is none. */
export function withView(state: State, change: (view: ExploreView) => ExploreView): State {
  const key = currentKey(state)
  if (key === undefined) return state
  return { ...state, views: new Map(state.views).set(key, change(currentView(state))) }
}

/** All images the screen is about, each once. */
export function imagesOnScreen({ screen }: State): readonly ImageKey[] {
  switch (screen.kind) {
    case 'picker':
      return []
    case 'explore':
    case 'waste':
    case 'config':
    case 'doctor':
    case 'contents':
    case 'viewer':
      return [screen.image]
    case 'compare':
    case 'differences':
    case 'cache':
      return [...new Set([screen.pair.a.image, screen.pair.b.image])]
    case 'table':
      return screen.images
    default:
      return screen satisfies never
  }
}
