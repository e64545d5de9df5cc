import type { Fact, LayerFacts } from '../../image/facts/fact.ts'
import { sameContent } from '../../tree/layer-tree.ts'
import type { EntryPlace, Overlay } from '../../tree/overlay.ts'
import { type PathVersion, versionsOf } from '../../tree/path-versions.ts'
import { inodePlace, shows, type TreeView, typeOf } from '../../tree/tree-view.ts'
import type { Analysis } from '../analysis.ts'

/** A fact and the path of the file it was taken from. */
export interface RecordedFact<Kind extends Fact['kind'] = Fact['kind']> {
  readonly fact: Extract<Fact, { kind: Kind }>
  readonly node: number
  readonly place: EntryPlace
  /** Whether the final tree shows that file, at that path. */
  readonly isLive: boolean
}

/** The facts of some kind in all layers, lowest first. */
export function* recordedFacts<Kind extends Fact['kind']>(
  { layers, overlay }: Analysis,
  final: TreeView,
  kind: Kind,
): Generator<RecordedFact<Kind>> {
  for (const layer of layers) {
    if (layer.kind !== 'read') continue
    const start = overlay.entryStarts[layer.index] ?? 0
    for (const [row, facts] of layer.facts.byEntry) {
      const node = overlay.homes[start + row] ?? -1
      if (node < 0) continue
      for (const fact of facts) {
        if (!isOfKind(fact, kind)) continue
        const place = { layer: layer.index, tree: layer.tree, row }
        yield { fact, node, place, isLive: isShown(final, node, place) }
      }
    }
  }
}

function isOfKind<Kind extends Fact['kind']>(fact: Fact, kind: Kind): fact is Extract<Fact, { kind: Kind }> {
  return fact.kind === kind
}

function isShown(final: TreeView, node: number, place: EntryPlace): boolean {
  if (!shows(final, node) || typeOf(final, node) !== 'file') return false
  const shown = inodePlace(final, node)
  return shown?.layer === place.layer && shown.row === place.row
}

/** The lowest layer from which on a path has held what it holds in the end: a `chmod` brings nothing new. */
export function firstLayerOf(overlay: Overlay, node: number): number {
  const versions = versionsOf(overlay, node)
  const last = versions.at(-1)
  let first = last?.layer ?? 0
  for (const version of versions.reverse()) {
    if (last === undefined || !holdsSame(version, last)) break
    first = version.layer
  }
  return first
}

function holdsSame({ place }: PathVersion, last: PathVersion): boolean {
  return (
    place !== null &&
    last.place !== null &&
    sameContent(place.tree, place.row, last.place.tree, last.place.row)
  )
}

/** The facts of an image's layers, by layer. */
export function factsOf({ layers }: Analysis, layer: number): LayerFacts | undefined {
  const found = layers[layer]
  return found?.kind === 'read' ? found.facts : undefined
}
