import type { Extent, Side } from '../../compare-state.ts'
import { sideKey } from '../../selectors/compare/pair.ts'
import { currentImage, currentKey, currentView } from '../../selectors/current.ts'
import { imageTitle } from '../../selectors/image-title.ts'
import { shownStep } from '../../selectors/shown-steps.ts'
import type { State } from '../../state.ts'
import type { Transition } from '../../store.ts'
import { say } from '../say.ts'
import { pushScreen } from '../show-screen.ts'

/**
 * `m`: marks the layer under the cursor; on another one, of this image or another, compares the two. With the files
 * of all layers up to here shown, what the two layers stand on is compared.
 */
export const markLayer: Transition = state => {
  const side = sideUnderCursor(state)
  if (side === undefined) return say(state, 'This step made no layer: m marks one that did.')
  const { marked } = state
  if (marked === null)
    return say({ ...state, marked: side }, `${sideTitle(side)} is marked: m on another layer compares them.`)
  if (sideKey(marked) === sideKey(side)) return say({ ...state, marked: null }, 'No layer is marked now.')
  return pushScreen(
    { ...state, marked: null },
    { kind: 'compare', pair: { a: likeOther(marked, side), b: side } },
  )
}

/** Both sides are compared in the same way, the one chosen last. */
function likeOther({ image, extent }: Side, { extent: wanted }: Side): Side {
  return extent.kind === 'image' || wanted.kind === 'image'
    ? { image, extent }
    : { image, extent: { kind: wanted.kind, layer: extent.layer } }
}

function sideUnderCursor(state: State): Side | undefined {
  const image = currentKey(state)
  const view = currentView(state)
  const row = shownStep(currentImage(state), view)
  if (image === undefined || row === undefined) return undefined
  if (view.scope === 'changes' && row.base === null)
    return row.layer === null ? undefined : { image, extent: { kind: 'layer', layer: row.layer } }
  return row.upTo < 0 ? undefined : { image, extent: { kind: 'upTo', layer: row.upTo } }
}

/** How a side is called on screen: the image, or what of it. */
export function sideTitle({ image, extent }: Side): string {
  const words = extentWords(extent)
  return words === '' ? imageTitle(image) : `${words} of ${imageTitle(image)}`
}

function extentWords(extent: Extent): string {
  switch (extent.kind) {
    case 'image':
      return ''
    case 'layer':
      return `layer ${extent.layer}`
    case 'upTo':
      return `layers 0-${extent.layer}`
    default:
      return extent satisfies never
  }
}
