import type { PathTable } from './path-table.ts'

/**
 * All entries of one layer, in the order of its tar. Columns: row `e` of every array is entry `e`.
 *
 * Nothing here knows the layers below: a layer tree depends on its diffId alone, so it can be read on another thread,
 * kept on disk and shared by images. Applying it is the overlay index's work.
 */
export interface LayerTree {
  readonly paths: PathTable
}
