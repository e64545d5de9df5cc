import { fromText } from '../../image/byte-string.ts'
import { extensionAt, extensionOf } from '../../tree/name-extension.ts'
import { hasChildren, nodeName, type Overlay, parentOf } from '../../tree/overlay.ts'
import { FILE_ENDINGS } from './known-places.ts'
import type { Place } from './place.ts'
import { PlaceMachine } from './place-machine.ts'

/** What is known of every path of an image from where it stands. One byte a path. */
export interface Places {
  /** By node of the overlay: an index into `places`. */
  readonly codes: Uint8Array
  /** `null` at 0: nothing is known there. */
  readonly places: readonly (Place | null)[]
}

/** The places of all paths any layer ever showed, walked down once; remembered with the overlay. */
export function placesOf(overlay: Overlay): Places {
  const known = remembered.get(overlay)
  if (known !== undefined) return known
  const places = walkDown(overlay)
  remembered.set(overlay, places)
  return places
}

const remembered = new WeakMap<Overlay, Places>()

/** What is known of a path from where it stands. */
export function placeAt({ codes, places }: Places, node: number): Place | null {
  return places[codes[node] ?? 0] ?? null
}

/**
 * Where a place begins: the topmost directory on the way to `node` that is the same place. Places within another are
 * tops of their own.
 *
 *   /var/lib/apt/lists/deb_main_Packages   →   /var/lib/apt/lists
 */
export function topOfPlace(overlay: Overlay, { codes }: Places, node: number): number {
  let at = node
  while (at !== 0 && codes[parentOf(overlay, at)] === codes[node]) at = parentOf(overlay, at)
  return at
}

/** A parent's number is always lower than its children's: one loop. Names are read of directories only. */
function walkDown(overlay: Overlay): Places {
  const machine = new PlaceMachine()
  const endings = endingCodes(machine)
  const { size } = overlay.paths
  const states = new Uint16Array(size)
  const codes = new Uint8Array(size)
  for (let node = 1; node < size; node++) {
    const above = states[parentOf(overlay, node)] ?? 0
    if (hasChildren(overlay, node)) {
      states[node] = machine.directory(above, nodeName(overlay, node))
      codes[node] = machine.placeOf(states[node] ?? 0)
    } else codes[node] = codeOfLeaf(overlay, node, machine, above, endings)
  }
  return { codes, places: machine.places }
}

function codeOfLeaf(
  overlay: Overlay,
  node: number,
  machine: PlaceMachine,
  above: number,
  endings: ReadonlyMap<number, number>,
): number {
  const own = machine.knowsFiles(above) ? machine.file(above, nodeName(overlay, node)) : undefined
  return own ?? (machine.placeOf(above) || (endings.get(extensionAt(overlay.paths, node)) ?? 0))
}

function endingCodes(machine: PlaceMachine): ReadonlyMap<number, number> {
  return new Map(
    FILE_ENDINGS.flatMap(([endings, role, owner]) =>
      endings.split(' ').map(ending => [extensionOf(fromText(ending)), machine.code(role, owner)] as const),
    ),
  )
}
