import type { Finding } from '../image/finding.ts'
import { FindingTally, plainBytes, plainName } from './finding-tally.ts'
import { entryLinkName, entryPath, entryStored, type LayerTree } from './layer-tree.ts'
import type { OverlayState } from './overlay-state.ts'
import { pathAt } from './path-table.ts'

/** What is odd about how one layer applies (semantics §4.7–4.10). */
export class ApplyFindings {
  private readonly state: OverlayState
  private readonly tree: LayerTree
  private readonly tally: FindingTally
  private readonly knowsBelow: boolean

  constructor(state: OverlayState, tree: LayerTree) {
    this.state = state
    this.tree = tree
    this.tally = new FindingTally(state.layer)
    this.knowsBelow = state.layers.slice(0, state.layer).every(below => below !== undefined)
  }

  list(): readonly Finding[] {
    return this.tally.list()
  }

  replacedParent(node: number): void {
    this.tally.add('replacedParent', null, () => {
      const path = pathAt(this.state.paths, node)
      const message = `"${plainName(path)}" is no directory, but the layer writes beneath it: engines refuse this layer. A directory replaces it here.`
      return { severity: 'warning', path, message, evidence: [] }
    })
  }

  linkLoop(entry: number): void {
    this.tally.add('linkLoop', entryStored(this.tree, entry), () => {
      const path = entryPath(this.tree, entry)
      const message = `"${plainName(path)}" is not applied: symlinks on its way lead in a circle, or through too many hops.`
      return { severity: 'error', path, message, evidence: [] }
    })
  }

  /** An unreadable layer below might hold the target: then nothing can be said. */
  missingLinkTarget(entry: number): void {
    if (!this.knowsBelow) return
    this.tally.add('missingLinkTarget', null, () => {
      const path = entryPath(this.tree, entry)
      const target = entryLinkName(this.tree, entry)
      const message = `The hard link "${plainName(path)}" is not applied: its target "${target === null ? '' : plainName(target)}" is no file here or below.`
      return { severity: 'warning', path, message, evidence: [] }
    })
  }

  /** A path stands twice in the layer; `bytes` are those nobody can see for it. */
  duplicatePath(node: number, bytes: number): void {
    this.tally.add('duplicatePath', bytes, () => {
      const path = pathAt(this.state.paths, node)
      const ignored = bytes === 0 ? '' : `, leaving ${plainBytes(bytes)} of an earlier one uncounted`
      const message = `"${plainName(path)}" stands more than once in the layer: the last copy wins${ignored}.`
      return { severity: bytes === 0 ? 'note' : 'warning', path, message, evidence: [] }
    })
  }

  /** A path stands in the layer, and a later entry of the same layer makes a parent of it something else. */
  lostPath(node: number, bytes: number): void {
    this.tally.add('duplicatePath', bytes, () => {
      const path = pathAt(this.state.paths, node)
      const message = `"${plainName(path)}" is gone again in the layer that writes it: a later entry takes the place of a parent, leaving ${plainBytes(bytes)} uncounted.`
      return { severity: 'warning', path, message, evidence: [] }
    })
  }

  /** A file under `.wh..wh.plnk/` that no hard link names: nothing shows it. */
  unusedAufsLink(entry: number): void {
    const bytes = entryStored(this.tree, entry)
    if (bytes === 0) return
    this.tally.add('markerWithBody', bytes, () => {
      const path = entryPath(this.tree, entry)
      const message = `No hard link names "${plainName(path)}": nothing shows its ${plainBytes(bytes)}.`
      return { severity: 'note', path, message, evidence: [] }
    })
  }
}
