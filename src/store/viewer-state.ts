import type { ArchiveKind, ArchiveMember } from '../image/archive-member.ts'
import type { TreePath } from '../image/tree-path.ts'
import type { Language } from '../report/content-kind/language.ts'
import type { ContentDifference } from './compare-state.ts'
import type { ImageKey } from './state.ts'

/** A file as one layer left it. */
export interface ViewedFile {
  readonly image: ImageKey
  readonly path: TreePath
  readonly layer: number
}

export type ViewerMode = 'summary' | 'listing' | 'text' | 'hex' | 'difference'

/** The file that is open in the viewer, and the part of its content that is at hand. */
export interface ViewerState {
  readonly file: ViewedFile | null
  /** `null`: what suits the content. */
  readonly mode: ViewerMode | null
  readonly wrap: boolean
  /** First row of each mode: a line of the text, a row of 16 bytes, a line of the summary, a member. */
  readonly tops: Readonly<Record<ViewerMode, number>>
  /** Characters left out at the beginning of each line. */
  readonly column: number
  /** Text of the active find; empty when none. */
  readonly find: string
  /** The search that is under way. */
  readonly search: TextSearch | null
  readonly content: FileContent
  /** How the content differs from the version before; `null` until that is asked for and known. */
  readonly difference: ContentDifference | null
}

/** The nearest line with a text, at or after a line, after it, or before it; round at the ends. */
export interface TextSearch {
  readonly text: string
  readonly from: number
  readonly direction: 'here' | 'next' | 'previous'
}

export interface FileContent {
  /** `null` until the first bytes are here. */
  readonly window: ContentWindow | null
  /** Whether the file begins as a text does; `null` until that is known. */
  readonly isText: boolean | null
  /** In which its text is coloured. */
  readonly language: Language | null
  readonly lines: LineCount
  /** As what its members are listed; `null` for what is no archive. */
  readonly archive: ArchiveKind | null
  readonly listing: Listing
  /** Why there is nothing to see. */
  readonly problem: string | null
}

/** The members of an archive, as far as they were found. */
export interface Listing {
  readonly members: readonly ArchiveMember[]
  readonly complete: boolean
  /** Why there may be more. */
  readonly problem: string | null
}

/** Members that are held: more nobody scrolls through. */
export const MOST_MEMBERS = 100_000

/** Some bytes of a file. */
export interface ContentWindow {
  readonly start: number
  readonly bytes: Uint8Array
}

/** Where lines are, as far as they were counted. */
export interface LineCount {
  /** By block of `BLOCK_BYTES`: how many lines begin in front of it. */
  readonly before: readonly number[]
  readonly total: number
  readonly complete: boolean
}

/** Lines are counted by block, so that any of them is found by reading one window. */
export const BLOCK_BYTES = 64 * 1024

/** Bytes that are held at a time: some blocks, so that scrolling does not wait at each. */
export const WINDOW_BYTES = 4 * BLOCK_BYTES

export const NO_CONTENT: FileContent = {
  window: null,
  isText: null,
  language: null,
  lines: { before: [0], total: 0, complete: false },
  archive: null,
  listing: { members: [], complete: false, problem: null },
  problem: null,
}

export const INITIAL_VIEWER: ViewerState = {
  file: null,
  mode: null,
  wrap: false,
  tops: { summary: 0, listing: 0, text: 0, hex: 0, difference: 0 },
  column: 0,
  find: '',
  search: null,
  content: NO_CONTENT,
  difference: null,
}
