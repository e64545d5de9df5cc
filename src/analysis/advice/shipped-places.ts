import { carriersOf } from '../../tree/content.ts'
import { inodePlace, type TreeView } from '../../tree/tree-view.ts'
import type { Place, PlaceRole } from '../contents/place.ts'
import { type Places, placeAt, topOfPlace } from '../contents/places.ts'

/** What one layer brought to one known directory, and a container still sees. */
export interface ShippedPart {
  readonly place: Place
  readonly layer: number
  /** Where the place begins. */
  readonly directory: number
  readonly bytes: number
  readonly files: number
}

/** What nobody needs while a container runs, each byte in one part at most; most bytes first. One pass over the files. */
export function shippedParts(view: TreeView, places: Places): readonly ShippedPart[] {
  const found = new Map<number, Growing>()
  const { paths } = view.overlay
  for (const node of carriersOf(view)) {
    const place = placeAt(places, node)
    if (place === null || !ASKED_ABOUT.has(place.role)) continue
    const directory = topOfPlace(view.overlay, places, node)
    const layer = inodePlace(view, node)?.layer ?? 0
    const key = paths.size * layer + directory
    const part = found.get(key) ?? { place, layer, directory, bytes: 0, files: 0 }
    part.bytes += view.bytes[node] ?? 0
    part.files++
    if (part.files === 1) found.set(key, part)
  }
  return [...found.values()].sort((one, other) => other.bytes - one.bytes)
}

type Growing = { -readonly [Key in keyof ShippedPart]: ShippedPart[Key] }

const ASKED_ABOUT: ReadonlySet<PlaceRole> = new Set([
  'packageLists',
  'packageCache',
  'buildCache',
  'toolchain',
  'source',
  'tests',
  'docs',
  'locales',
  'versionControl',
])

/** Parts that make one finding: their bytes together, and the layer that brought most. */
export interface ShippedWhole {
  readonly bytes: number
  readonly layer: number
  /** Largest first; at least one. */
  readonly parts: readonly ShippedPart[]
}

export function wholeOf(parts: readonly ShippedPart[]): ShippedWhole {
  const byLayer = new Map<number, number>()
  for (const { layer, bytes } of parts) byLayer.set(layer, (byLayer.get(layer) ?? 0) + bytes)
  const [[layer = 0] = []] = [...byLayer].sort(([, one], [, other]) => other - one)
  return { bytes: parts.reduce((sum, { bytes }) => sum + bytes, 0), layer, parts }
}
