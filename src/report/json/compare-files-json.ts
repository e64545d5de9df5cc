import type { Difference } from '../../tree/change.ts'
import {
  differsAt,
  type MergedTree,
  movedSha256,
  nodeA,
  nodeB,
  type PathState,
  partnerOf,
  rowPath,
  rowsOfState,
} from '../../tree/merged-tree.ts'
import { describe, lengthOf, type TreeView } from '../../tree/tree-view.ts'
import { type FileJson, fileJson } from './file-json.ts'
import { Streamed } from './json-pieces.ts'
import { nameBytesJson, nameJson } from './name-json.ts'

/** The paths of two final trees that are not the same, sorted bytewise. */
export interface ComparedFilesJson {
  readonly added: Streamed<ComparedPathJson>
  readonly removed: Streamed<ComparedPathJson>
  readonly modified: Streamed<ComparedPathJson>
  readonly moved: Streamed<MovedFileJson>
}

export interface ComparedPathJson {
  readonly path: string
  readonly pathBytes?: string
  /** What stands there in each image; `null` where nothing does. */
  readonly a: ComparedSideJson | null
  readonly b: ComparedSideJson | null
  readonly differs: readonly Difference[]
}

/** A path of one image, as `ls --json` tells it; what a layer did to it is left out. */
export type ComparedSideJson = Pick<
  FileJson,
  'type' | 'bytes' | 'carried' | 'mode' | 'uid' | 'gid' | 'mtime' | 'linkTarget' | 'hardLinkTo' | 'sha256'
>

export interface MovedFileJson {
  readonly from: string
  readonly fromBytes?: string
  readonly to: string
  readonly toBytes?: string
  readonly bytes: number
  readonly sha256: string | null
}

export function comparedFilesJson(tree: MergedTree): ComparedFilesJson {
  const paths = (state: PathState) => new Streamed(() => pathsJson(tree, state))
  return {
    added: paths('added'),
    removed: paths('removed'),
    modified: paths('modified'),
    moved: new Streamed(() => movedJson(tree)),
  }
}

function* pathsJson(tree: MergedTree, state: PathState): Generator<ComparedPathJson> {
  for (const row of rowsOfState(tree, state)) {
    const path = rowPath(tree, row)
    const pathBytes = nameBytesJson(path)
    yield {
      path: nameJson(path),
      ...(pathBytes === undefined ? {} : { pathBytes }),
      a: sideJson(tree.a, nodeA(tree, row)),
      b: sideJson(tree.b, nodeB(tree, row)),
      differs: differsAt(tree, row),
    }
  }
}

function sideJson(view: TreeView, node: number | null): ComparedSideJson | null {
  if (node === null) return null
  const { type, bytes, carried, mode, uid, gid, mtime, linkTarget, hardLinkTo, sha256 } = fileJson(
    describe(view, node),
  )
  return { type, bytes, carried, mode, uid, gid, mtime, linkTarget, hardLinkTo, sha256 }
}

function* movedJson(tree: MergedTree): Generator<MovedFileJson> {
  for (const row of rowsOfState(tree, 'moved')) {
    const to = partnerOf(tree, row)
    const from = nodeA(tree, row)
    if (to === null || from === null) continue
    const fromBytes = nameBytesJson(rowPath(tree, row))
    const toBytes = nameBytesJson(rowPath(tree, to))
    yield {
      from: nameJson(rowPath(tree, row)),
      ...(fromBytes === undefined ? {} : { fromBytes }),
      to: nameJson(rowPath(tree, to)),
      ...(toBytes === undefined ? {} : { toBytes }),
      bytes: lengthOf(tree.a, from),
      sha256: movedSha256(tree, row),
    }
  }
}
