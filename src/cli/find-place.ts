import { fail } from '../errors.ts'
import { type ByteString, fromText } from '../image/byte-string.ts'
import { childPath, parseTreePath, type TreePath } from '../image/tree-path.ts'
import { displayName } from '../report/display-name.ts'
import type { ImageTrees } from '../skim.ts'
import { type FollowedPath, followPath } from '../tree/follow-path.ts'
import { findNode, nodeName, nodePath } from '../tree/overlay.ts'
import { type PathVersion, versionsOf } from '../tree/path-versions.ts'
import {
  changesView,
  childrenIn,
  describe,
  shows,
  stackedView,
  type TreeView,
  typeOf,
} from '../tree/tree-view.ts'
import { chooseLayer } from './layer-option.ts'
import { nearestWord } from './nearest-word.ts'
import type { OptionValues } from './option-values.ts'

/** Where in which files a command looks. */
export interface Place {
  readonly view: TreeView
  readonly node: number
}

/**
 * What becomes of a symlink at the end of a path: one that leads to a directory is entered, it is shown unless a slash
 * follows, or it is followed wherever it leads.
 */
export type LastLink = 'enter' | 'show' | 'follow'

/**
 * The node a typed path means, in the final tree or the one `--layer` and `--only-layer` ask for. Throws
 * `missingPath` with a near name.
 */
export function findPlace(
  analysis: ImageTrees,
  reference: string,
  path: string,
  lastLink: LastLink,
  values: OptionValues,
): Place {
  const { layer, scope } = chooseLayer(values, analysis, reference)
  const stacked = stackedView(analysis.overlay, layer)
  const treePath = parseTreePath(fromText(path))
  const last = lastLink === 'show' && path.endsWith('/') ? 'enter' : lastLink
  if (scope === 'stacked')
    return { view: stacked, node: found(stacked, locate(stacked, treePath, last), reference, path) }
  const changes = changesView(analysis.overlay, layer)
  return {
    view: changes,
    node:
      locateChange(changes, stacked, treePath, last) ??
      found(changes, followPath(changes, treePath, 'keep'), reference, path),
  }
}

/** A path a layer changed may lie behind a symlink of the layers below, and may be gone after the layer. */
function locateChange(
  changes: TreeView,
  stacked: TreeView,
  path: TreePath,
  last: LastLink,
): number | undefined {
  for (const place of [locate(changes, path, last), locate(stacked, path, last)]) {
    if (place.kind === 'found' && shows(changes, place.node)) return place.node
  }
  return undefined
}

function locate(view: TreeView, path: TreePath, last: LastLink): FollowedPath {
  const place = followPath(view, path, last === 'follow' ? 'follow' : 'keep')
  if (last !== 'enter' || place.kind === 'missing' || typeOf(view, place.node) !== 'symlink') return place
  const target = followPath(view, path, 'follow')
  return target.kind === 'found' && typeOf(view, target.node) === 'directory' ? target : place
}

function found(view: TreeView, place: FollowedPath, reference: string, path: string): number {
  if (place.kind === 'found') return place.node
  refuseDangling(view, reference, path)
  refuseGone(view, reference, path)
  return fail({
    kind: 'missingPath',
    reference,
    path,
    similar: similarPaths(view, place.directory, place.name),
  })
}

/** A link is there; what it leads to is not. */
function refuseDangling(view: TreeView, reference: string, path: string): void {
  const link = followPath(view, parseTreePath(fromText(path)), 'keep')
  const target = link.kind === 'found' ? describe(view, link.node).linkTarget : null
  if (target === null) return
  const message = `"${path}" in ${reference} is a symbolic link to "${displayName(target)}", which leads nowhere.`
  fail({ kind: 'usage', message })
}

/** It was there once. */
function refuseGone(view: TreeView, reference: string, path: string): void {
  const node = findNode(view.overlay, parseTreePath(fromText(path)))
  const last = node === undefined ? undefined : versionBefore(versionsOf(view.overlay, node), view.layer + 1)
  if (last === undefined || last.type !== null || view.scope === 'changes') return
  const message = `There is no "${path}" in ${reference}: layer ${last.layer} removes it. As it was: --layer ${last.layer - 1}.`
  fail({ kind: 'usage', message })
}

function versionBefore(versions: readonly PathVersion[], layer: number): PathVersion | undefined {
  return versions.findLast(version => version.layer < layer)
}

function similarPaths(view: TreeView, directory: number, name: ByteString): string[] {
  const names = childrenIn(view, directory).map(node => nodeName(view.overlay, node))
  const near = nearestWord(name, names)
  const match = names.find(candidate => candidate === near)
  return match === undefined ? [] : [displayName(childPath(nodePath(view.overlay, directory), match))]
}
