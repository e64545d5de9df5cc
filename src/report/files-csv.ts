import { describe, type PathState, type TreeView } from '../tree/tree-view.ts'
import { type CsvColumn, csvPieces, csvText } from './csv.ts'
import { displayName, displayText } from './display-name.ts'
import { formatOctalMode } from './format-mode.ts'
import { formatTime } from './format-time.ts'
import type { FileJson } from './json/file-json.ts'

/** Paths of a tree, a row each, for `ls`, `tree` and `find`. */
export function filesCsv(view: TreeView, nodes: Iterable<number>): Iterable<string> {
  return csvPieces(COLUMNS, states(view, nodes))
}

function* states(view: TreeView, nodes: Iterable<number>): Generator<PathState> {
  for (const node of nodes) yield describe(view, node)
}

const COLUMNS: readonly CsvColumn<PathState, keyof FileJson>[] = [
  { name: 'path', value: file => displayName(file.path) },
  { name: 'type', value: file => displayText(file.type) },
  { name: 'bytes', value: file => file.length },
  { name: 'carried', value: file => file.carried },
  { name: 'mode', value: file => displayText(formatOctalMode(file.mode)) },
  { name: 'uid', value: file => file.uid },
  { name: 'gid', value: file => file.gid },
  { name: 'mtime', value: file => (file.implicit ? null : csvText(formatTime(file.mtime))) },
  { name: 'linkTarget', value: file => (file.linkTarget === null ? null : displayName(file.linkTarget)) },
  { name: 'hardLinkTo', value: file => (file.hardLinkTo === null ? null : displayName(file.hardLinkTo)) },
  { name: 'sha256', value: file => csvText(file.sha256) },
  { name: 'implicit', value: file => file.implicit },
  { name: 'change', value: file => displayText(file.change) },
  { name: 'differs', value: file => displayText(file.differs.join(' ')) },
]
