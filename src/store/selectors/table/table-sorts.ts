import type { TableSortKey } from '../../compare-state.ts'
import type { State } from '../../state.ts'

/** The orders `s` goes through: by what is shown. */
export function tableSorts({ table, pull }: State): readonly TableSortKey[] {
  if (table.shows === 'pull') return PULL_SORTS
  return pull.isAsked ? [...IMAGE_SORTS, ...PULL_SORTS.filter(by => !IMAGE_SORTS.includes(by))] : IMAGE_SORTS
}

const IMAGE_SORTS: readonly TableSortKey[] = ['given', 'unpacked', 'final', 'waste', 'unique', 'name']
const PULL_SORTS: readonly TableSortKey[] = ['given', 'transfer', 'update', 'name']
