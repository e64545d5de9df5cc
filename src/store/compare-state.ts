import type { Hunk } from '../analysis/compare/line-difference.ts'
import type { Fault } from '../errors.ts'
import type { ByteString } from '../image/byte-string.ts'
import type { Digest } from '../image/digest.ts'
import { ROOT, type TreePath } from '../image/tree-path.ts'
import type { DisplayText } from '../report/display-name.ts'
import type { PathState } from '../tree/merged-tree.ts'
import type { Fold, ImageKey, Pane } from './state.ts'

/** What is compared: two images, two layers, or what two layers stand on. */
export interface Pair {
  readonly a: Side
  readonly b: Side
}

export interface Side {
  readonly image: ImageKey
  readonly extent: Extent
}

export type Extent =
  | { readonly kind: 'image' }
  /** What one layer itself writes. */
  | { readonly kind: 'layer'; readonly layer: number }
  /** Layers 0 to this one, applied. */
  | { readonly kind: 'upTo'; readonly layer: number }

/** What became of a path, those of which only the time differs apart: after a rebuild that is nearly all of them. */
export type ShownState = PathState | 'timesOnly'

export type CompareSortKey = 'difference' | 'a' | 'b' | 'name'

export interface CompareSort {
  readonly by: CompareSortKey
  readonly reversed: boolean
}

/** Choices made for one pair. */
export interface CompareView {
  readonly focus: Pane
  /** What the details are about: the pane that last had the keys. */
  readonly about: 'layers' | 'files'
  /** Row of the aligned layers, from 0. */
  readonly row: number
  /** A path of the merged tree. */
  readonly cursor: TreePath
  readonly foldAll: 'auto' | Fold
  readonly folds: ReadonlyMap<TreePath, Fold>
  readonly tops: Readonly<Record<Pane, number>>
  readonly sort: CompareSort
  /** States that are not shown. */
  readonly hidden: ReadonlySet<ShownState>
  readonly filter: string
  readonly find: string
  readonly zoomed: Pane | null
  /** First line of the list of configuration differences. */
  readonly differencesTop: number
  /** First line of what is said of the cache. */
  readonly cacheTop: number
}

/** What is the same in both would bury what is not; the letters show it. */
export const HIDDEN_AT_FIRST: ReadonlySet<ShownState> = new Set(['same', 'timesOnly'])

export const INITIAL_COMPARE: CompareView = {
  focus: 'files',
  about: 'files',
  row: 0,
  cursor: ROOT,
  foldAll: 'auto',
  folds: new Map(),
  tops: { layers: 0, files: 0, instruction: 0 },
  sort: { by: 'difference', reversed: false },
  hidden: HIDDEN_AT_FIRST,
  filter: '',
  find: '',
  zoomed: null,
  differencesTop: 0,
  cacheTop: 0,
}

/** How the contents of a file differ between both sides of a pair. */
export interface FileContents {
  readonly pair: Pair
  readonly path: TreePath
  readonly difference: ContentDifference
}

export type ContentDifference =
  | { readonly kind: 'reading' }
  /** What each of them is, in one line. */
  | { readonly kind: 'binary'; readonly a: DisplayText; readonly b: DisplayText }
  | {
      readonly kind: 'text'
      readonly hunks: readonly Hunk<ByteString>[]
      /** False when only the beginning was compared. */
      readonly complete: boolean
    }
  | { readonly kind: 'failed'; readonly fault: Fault }

/** Whom the images are to be brought to, as the command line said it. */
export interface PullPlan {
  /** Whether anybody asked: then the table tells it first. */
  readonly isAsked: boolean
  readonly nodes: number
  /** Bits a second into each node. */
  readonly bandwidth: number | null
  /** What the nodes hold already; `null`: the first image of the table. */
  readonly have: ImageKey | null
  /** Compressed bytes of layers that were compressed to learn them, by diffId. */
  readonly estimates: ReadonlyMap<Digest, number>
}

export const NO_PLAN: PullPlan = {
  isAsked: false,
  nodes: 1,
  bandwidth: null,
  have: null,
  estimates: new Map(),
}

/** The orders of the table: `transfer` and `update` are what nodes fetch, empty ones and those that hold an image. */
export type TableSortKey =
  | 'given'
  | 'unpacked'
  | 'final'
  | 'waste'
  | 'unique'
  | 'transfer'
  | 'update'
  | 'name'

/** What the table of images tells, in the order of the digits that show it. */
export const TABLE_SHOWS = ['images', 'pull', 'unpackedShared', 'transferShared'] as const

export type TableShows = (typeof TABLE_SHOWS)[number]

export interface TableView {
  readonly shows: TableShows
  readonly cursor: ImageKey | null
  readonly top: number
  /** Images marked to be compared. */
  readonly marked: ReadonlySet<ImageKey>
  readonly sort: { readonly by: TableSortKey; readonly reversed: boolean }
  /** First column that is shown beside the names. */
  readonly column: number
}

export const INITIAL_TABLE: TableView = {
  shows: 'images',
  cursor: null,
  top: 0,
  marked: new Set(),
  sort: { by: 'given', reversed: false },
  column: 0,
}
