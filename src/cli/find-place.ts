import type { Analysis } from '../analysis/analysis.ts'
import { fail } from '../errors.ts'
import { type ByteString, fromText } from '../image/byte-string.ts'
import { childPath, parseTreePath, type TreePath } from '../image/tree-path.ts'
import { displayName } from '../report/display-name.ts'
import { type FollowedPath, followPath } from '../tree/follow-path.ts'
import { nodeName, nodePath } from '../tree/overlay.ts'
import { changesView, childrenIn, shows, stackedView, type TreeView, typeOf } from '../tree/tree-view.ts'
import { chooseLayer } from './layer-option.ts'
import { nearestWord } from './nearest-word.ts'
import type { OptionValues } from './option-values.ts'

/** Where in which files a command looks. */
export interface Place {
  readonly view: TreeView
  readonly node: number
}

/**
 * The node a typed path means, in the final tree or the one `--layer` and `--only-layer` ask for. A symlink to a
 * directory at the end of the path is entered, or with `'show'` only when a slash follows. Throws `missingPath`.
 */
export function findPlace(
  analysis: Analysis,
  reference: string,
  path: string,
  lastLink: 'enter' | 'show',
  values: OptionValues,
): Place {
  const { layer, scope } = chooseLayer(values, analysis, reference)
  const stacked = stackedView(analysis.overlay, layer)
  const treePath = parseTreePath(fromText(path))
  const enters = lastLink === 'enter' || path.endsWith('/')
  if (scope === 'stacked')
    return { view: stacked, node: found(stacked, locate(stacked, treePath, enters), reference, path) }
  const changes = changesView(analysis.overlay, layer)
  return {
    view: changes,
    node:
      locateChange(changes, stacked, treePath, enters) ??
      found(changes, followPath(changes, treePath, 'keep'), reference, path),
  }
}

/** A path a layer changed may lie behind a symlink of the layers below, and may be gone after the layer. */
function locateChange(
  changes: TreeView,
  stacked: TreeView,
  path: TreePath,
  enters: boolean,
): number | undefined {
  for (const place of [locate(changes, path, enters), locate(stacked, path, enters)]) {
    if (place.kind === 'found' && shows(changes, place.node)) return place.node
  }
  return undefined
}

function locate(view: TreeView, path: TreePath, enters: boolean): FollowedPath {
  const place = followPath(view, path, 'keep')
  if (!enters || place.kind === 'missing' || typeOf(view, place.node) !== 'symlink') return place
  const target = followPath(view, path, 'follow')
  return target.kind === 'found' && typeOf(view, target.node) === 'directory' ? target : place
}

function found(view: TreeView, place: FollowedPath, reference: string, path: string): number {
  if (place.kind === 'found') return place.node
  return fail({
    kind: 'missingPath',
    reference,
    path,
    similar: similarPaths(view, place.directory, place.name),
  })
}

function similarPaths(view: TreeView, directory: number, name: ByteString): string[] {
  const names = childrenIn(view, directory).map(node => nodeName(view.overlay, node))
  const near = nearestWord(name, names)
  const match = names.find(candidate => candidate === near)
  return match === undefined ? [] : [displayName(childPath(nodePath(view.overlay, directory), match))]
}
