import type { Analysis } from '../analysis/analysis.ts'
import type { Fault } from '../errors.ts'
import type { Finding } from '../image/finding.ts'
import type { ImageDocuments } from '../image/image.ts'
import { ROOT, type TreePath } from '../image/tree-path.ts'
import type { ExplainedWord } from '../report/explain/page.ts'
import type { Change } from '../tree/change.ts'
import type { Layer } from '../tree/layer.ts'
import type { CompareView, FileContents, Pair, PullPlan, Side, TableView } from './compare-state.ts'
import type { PickerView } from './picker-state.ts'
import type { ViewedFile, ViewerState } from './viewer-state.ts'

/**
 * Everything the screens show, as facts and choices. What can be computed from them (visible rows, totals, titles) is
 * never stored: see `selectors/`.
 */
export interface State {
  readonly images: ReadonlyMap<ImageKey, ImageState>
  readonly screen: Screen
  /** Screens that closing this one leads back to, the nearest last. */
  readonly trail: readonly Screen[]
  /** What lies over the screen and has the keys. */
  readonly overlay: Overlay
  /** Choices made while exploring, kept while other screens are open. */
  readonly views: ReadonlyMap<ImageKey, ExploreView>
  readonly waste: ReadonlyMap<ImageKey, WasteView>
  readonly config: ReadonlyMap<ImageKey, ConfigView>
  readonly doctor: ReadonlyMap<ImageKey, DoctorView>
  readonly contentsViews: ReadonlyMap<ImageKey, ContentsView>
  readonly viewer: ViewerState
  readonly picker: PickerView
  /** Choices made for pairs that were compared, by `pairKey`. */
  readonly comparisons: ReadonlyMap<string, CompareView>
  /** Of the file whose contents were last compared. */
  readonly contents: FileContents | null
  readonly table: TableView
  readonly pull: PullPlan
  /** The layer `m` marked, waiting for another one to be compared with. */
  readonly marked: Side | null
  readonly work: Work | null
  /** One sentence about the last thing done; gone with the next key. */
  readonly notice: Notice | null
  /** Whether the mouse holds the divider between the columns. */
  readonly dragging: boolean
  readonly terminal: TerminalSize
}

/** The reference as the user typed it: one image open under one name. */
export type ImageKey = string

export interface TerminalSize {
  readonly columns: number
  readonly rows: number
}

export interface Notice {
  readonly tone: 'plain' | 'problem'
  readonly text: string
}

export type Screen =
  /** What is picked is opened, or compared with the images there are. */
  | { readonly kind: 'picker'; readonly compareWith: readonly ImageKey[] }
  | { readonly kind: 'explore'; readonly image: ImageKey }
  | { readonly kind: 'waste'; readonly image: ImageKey }
  | { readonly kind: 'config'; readonly image: ImageKey }
  | { readonly kind: 'doctor'; readonly image: ImageKey }
  /** Bytes by category, and packages. */
  | { readonly kind: 'contents'; readonly image: ImageKey }
  | { readonly kind: 'viewer'; readonly image: ImageKey; readonly file: ViewedFile }
  | { readonly kind: 'compare'; readonly pair: Pair }
  /** In what the configurations of a pair differ. */
  | { readonly kind: 'differences'; readonly pair: Pair }
  /** Why the second of two builds missed the cache. */
  | { readonly kind: 'cache'; readonly pair: Pair }
  | { readonly kind: 'table'; readonly images: readonly ImageKey[] }

export type Overlay =
  | { readonly kind: 'none' }
  | { readonly kind: 'help'; readonly filter: string; readonly top: number }
  /** Findings in full, then the pages about kinds and reasons. */
  | {
      readonly kind: 'explain'
      readonly findings: readonly Finding[]
      readonly words: readonly ExplainedWord[]
      readonly top: number
    }
  | { readonly kind: 'find'; readonly text: string; readonly before: BeforeFind }
  /** In the content of a file. */
  | { readonly kind: 'findText'; readonly text: string }
  | { readonly kind: 'filter'; readonly text: string; readonly problem: string | null }
  /** Among the packages. */
  | { readonly kind: 'findPackage'; readonly text: string }
  | { readonly kind: 'pull'; readonly reference: string }
  /** Whether a long file is to be copied for another program. */
  | { readonly kind: 'lend'; readonly program: LentTo; readonly bytes: number }
  /** Where what is under the cursor is to be taken out to. */
  | { readonly kind: 'extract'; readonly text: string }

/** A program that is given the terminal, and a copy of a file. */
export type LentTo = 'pager' | 'editor'

/** Something that goes on in the background, one thing at a time, and that Esc stops. */
export interface Work {
  /** `Copying /etc/passwd`. */
  readonly words: string
  readonly doneBytes: number
  readonly totalBytes: number
}

/** What a search opened and moved is put back from here, at every letter and at Esc. */
export interface BeforeFind {
  readonly cursor: TreePath
  readonly folds: ReadonlyMap<TreePath, Fold>
}

/** How far one image is. */
export type ImageState =
  | { readonly kind: 'opening'; readonly stage: OpeningStage }
  | {
      readonly kind: 'reading'
      readonly documents: ImageDocuments
      readonly layers: ReadonlyMap<number, Layer>
      /** Some of the layers are names and sizes only: their contents are still to be hashed. */
      readonly outlined: boolean
      readonly progress: Progress
    }
  | { readonly kind: 'ready'; readonly analysis: Analysis }
  | { readonly kind: 'failed'; readonly fault: Fault }

export type OpeningStage =
  | { readonly kind: 'asking'; readonly label: string | null }
  | {
      readonly kind: 'pulling'
      readonly status: string
      readonly currentBytes: number
      readonly totalBytes: number | null
    }
  /** Bytes arrive before anything says what they belong to: a stream names its layers last. */
  | { readonly kind: 'reading'; readonly progress: Progress }

export interface Progress {
  /** What is happening: nothing yet, the engine prepares, or bytes arrive. */
  readonly stage: 'starting' | 'waiting' | 'reading'
  readonly readBytes: number
  readonly expectedBytes: number | null
  /** When the first byte was seen and when this was said, in milliseconds of one clock. */
  readonly since: number
  readonly now: number
}

export type Pane = 'layers' | 'files' | 'instruction'

/** What the file tree shows: what the layer did, everything up to it, or what a container sees. */
export type Scope = 'changes' | 'stacked' | 'final'

/** Which match is wanted, seen from a path: the first at or after it, after it, or before it. */
export type FindDirection = 'here' | 'next' | 'previous'

export type SortKey = 'bytes' | 'name' | 'mtime' | 'change'

export interface Sort {
  readonly by: SortKey
  readonly reversed: boolean
}

/** A directory the user opened or closed by hand. */
export type Fold = 'open' | 'closed'

export interface ExploreView {
  readonly focus: Pane
  /** Line of the step list with nothing folded, from 0 (see `selectors/step-rows`). */
  readonly step: number
  /** Whether the base image is one line; untouched, as `selectors/shown-steps` decides. */
  readonly baseFold: 'auto' | Fold
  readonly scope: Scope
  /** A path, not a row: sorting, filtering and other layers keep it. */
  readonly cursor: TreePath
  /** What directories nobody touched do: `auto` opens the large ones as far as a screen goes. */
  readonly foldAll: 'auto' | Fold
  readonly folds: ReadonlyMap<TreePath, Fold>
  /** First visible row of each pane, before it is corrected for the cursor. */
  readonly tops: Readonly<Record<Pane, number>>
  readonly sort: Sort
  /** Changes that are not shown. */
  readonly hidden: ReadonlySet<Change>
  /** Filter expression; empty shows all. */
  readonly filter: string
  /** Filter that takes effect once a large tree was asked for it; until then `filter` holds. `null`: none waits. */
  readonly awaitedFilter: string | null
  /** Text of the active find; empty when none. */
  readonly find: string
  /** Where the cursor goes once the matches in a large tree are known; empty when nothing waits for them. */
  readonly awaitedFinds: readonly FindDirection[]
  readonly zoomed: Pane | null
  /** Share of the width the left column has, in percent. */
  readonly divider: number
}

export interface WasteView {
  /** Row of the waste list (groups and items), from 0. */
  readonly row: number
  readonly top: number
  /** Groups (`writer>killer`) the user closed. */
  readonly closed: ReadonlySet<string>
}

export interface ConfigView {
  readonly top: number
}

export interface DoctorView {
  readonly top: number
}

export const CONTENTS_SORTS = ['bytes', 'name', 'layer'] as const

export type ContentsSort = (typeof CONTENTS_SORTS)[number]

export interface ContentsView {
  /** Row counted through categories and packages, from 0. */
  readonly row: number
  /** First visible package. */
  readonly top: number
  readonly sort: ContentsSort
  /** Only packages with this text in them; empty shows all. */
  readonly find: string
}

export const INITIAL_VIEW: ExploreView = {
  focus: 'layers',
  step: 0,
  baseFold: 'auto',
  scope: 'changes',
  cursor: ROOT,
  foldAll: 'auto',
  folds: new Map(),
  tops: { layers: 0, files: 0, instruction: 0 },
  sort: { by: 'bytes', reversed: false },
  hidden: new Set(),
  filter: '',
  awaitedFilter: null,
  find: '',
  awaitedFinds: [],
  zoomed: null,
  divider: 50,
}
