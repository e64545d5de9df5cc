import type { TreePath } from '../../image/tree-path.ts'

/** Who installs packages of a kind. */
export const ECOSYSTEMS = ['dpkg', 'apk', 'go', 'npm', 'python'] as const

export type Ecosystem = (typeof ECOSYSTEMS)[number]

/** A package of the final tree: one row for each name, version and architecture. */
export interface Package {
  readonly ecosystem: Ecosystem
  readonly name: string
  readonly version: string
  /** As its manager writes it; `null` when it says none. */
  readonly architecture: string | null
  /** Of the final tree's files it owns, each inode once; `null`: it is linked into a program, within that one's bytes. */
  readonly bytes: number | null
  /** The layer that brought this version; the lowest when it stands in several places. */
  readonly layer: number
  /** Where it is recorded: a database, its own description, or the program it is linked into. Each once. */
  readonly paths: readonly TreePath[]
}

/** Everything installed in an image, as its own databases tell. */
export interface Packages {
  /** Most bytes first, those within a program last; then by name. */
  readonly items: readonly Package[]
  /** Bytes of the final tree that belong to a package. */
  readonly bytes: number
  /** Databases that are there and that nothing here can read: the list lacks what they name. */
  readonly unread: readonly UnreadDatabase[]
  /** False when something is `unread`, or a layer held more descriptions than are kept of one. */
  readonly complete: boolean
}

export interface UnreadDatabase {
  /** `tooLong`: read as far as it is kept. */
  readonly kind: 'rpm' | 'pacman' | 'tooLong'
  readonly path: TreePath
}
