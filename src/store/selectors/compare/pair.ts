import type { CompareView, Pair, Side } from '../../compare-state.ts'
import { INITIAL_COMPARE } from '../../compare-state.ts'
import type { ImageKey, State } from '../../state.ts'

export function pairOfImages(a: ImageKey, b: ImageKey): Pair {
  return { a: { image: a, extent: { kind: 'image' } }, b: { image: b, extent: { kind: 'image' } } }
}

/** Equal for the same two sides. */
export function pairKey({ a, b }: Pair): string {
  return JSON.stringify([sideKey(a), sideKey(b)])
}

/** Equal for the same layers of the same image. */
export function sideKey({ image, extent }: Side): string {
  return `${image} ${extentKey(extent)}`
}

export function extentKey(extent: Side['extent']): string {
  return extent.kind === 'image' ? extent.kind : `${extent.kind} ${extent.layer}`
}

/** The pair on screen; `undefined` when no pair is. */
export function currentPair({ screen }: State): Pair | undefined {
  return 'pair' in screen ? screen.pair : undefined
}

/** The choices made for the pair on screen. */
export function currentCompare(state: State): CompareView {
  const pair = currentPair(state)
  return (pair === undefined ? undefined : state.comparisons.get(pairKey(pair))) ?? INITIAL_COMPARE
}

/** The state with other choices for the pair on screen; unchanged where there is none. */
export function withCompare(state: State, change: (view: CompareView) => CompareView): State {
  const pair = currentPair(state)
  if (pair === undefined) return state
  const comparisons = new Map(state.comparisons).set(pairKey(pair), change(currentCompare(state)))
  return { ...state, comparisons }
}
