import { compareBytes } from '../../image/byte-string.ts'
import type { Layer } from '../../tree/layer.ts'
import { haveSameFiles } from '../../tree/layer-files.ts'
import {
  differsAt,
  isDirectoryRow,
  type MergedTree,
  nodeB,
  rowPath,
  stateOfRow,
} from '../../tree/merged-tree.ts'
import { pushedDigest } from '../compare/align-layers.ts'
import { compareLayers } from '../compare/compare-layers.ts'
import type { FileChange, LayerRelation } from './cache-explanation.ts'

/** What two layers of one step have in common. */
export function relateLayers(old: Layer, now: Layer): LayerRelation {
  if (old.diffId !== null && old.diffId === now.diffId) {
    const [before, after] = [pushedDigest(old), pushedDigest(now)]
    return before !== null && after !== null && before !== after ? 'recompressed' : 'sameLayer'
  }
  if (old.kind !== 'read' || now.kind !== 'read') return 'unread'
  return haveSameFiles(old.tree, now.tree) ? 'sameFiles' : 'changed'
}

/** The paths two layers write otherwise, bytewise by path; of directories only those whose own attributes differ. */
export function fileChanges(old: Layer, now: Layer): readonly FileChange[] {
  const merged = compareLayers(old, now)
  if (merged === null) return []
  const changes: FileChange[] = []
  for (let row = 1; row < merged.size; row++) changes.push(...changeAt(merged, row))
  return changes.sort((left, right) => compareBytes(left.path, right.path))
}

function changeAt(merged: MergedTree, row: number): FileChange[] {
  const state = stateOfRow(merged, row)
  const path = rowPath(merged, row)
  if (state === 'same') return []
  if (state === 'modified') {
    const differs = differsAt(merged, row).filter(difference => difference !== 'mtime')
    return differs.length === 0 ? [] : [{ path, change: 'modified', differs }]
  }
  if (isDirectoryRow(merged, row)) return []
  const isGone = state === 'removed' || (state === 'moved' && nodeB(merged, row) === null)
  return [{ path, change: isGone ? 'removed' : 'added', differs: [] }]
}
