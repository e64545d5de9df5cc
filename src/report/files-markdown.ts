import { describe, type PathState, type TreeView } from '../tree/tree-view.ts'
import { displayName } from './display-name.ts'
import { formatBytes } from './format-bytes.ts'
import { formatMode } from './format-mode.ts'
import { longMarkdownTable, type MarkdownColumn, type MarkdownRow } from './markdown-table.ts'
import { joinMarkdown, markdownCode, markdownText } from './markdown-text.ts'

/** Paths of a tree, a row each, for `ls` and `find`; of a layer's changes with what the layer did. */
export function filesMarkdown(view: TreeView, nodes: Iterable<number>): string {
  const changes: readonly MarkdownColumn[] =
    view.scope === 'changes' ? [{ title: 'Change', align: 'left' }] : []
  return longMarkdownTable([...changes, ...COLUMNS], nodes, node => fileRow(view, describe(view, node)))
}

const COLUMNS: readonly MarkdownColumn[] = [
  { title: 'Mode', align: 'left' },
  { title: 'Owner', align: 'right' },
  { title: 'Bytes', align: 'right' },
  { title: 'Path', align: 'left' },
]

function fileRow({ scope }: TreeView, file: PathState): MarkdownRow {
  const { type, mode, uid, gid, length } = file
  const bytes = type === 'file' ? formatBytes(length) : ''
  const cells = [formatMode(type, mode), `${uid}:${gid}`, bytes]
  return [...(scope === 'changes' ? [file.change, ...cells] : cells).map(markdownText), pathCell(file)]
}

function pathCell({ path, linkTarget, hardLinkTo }: PathState): MarkdownRow[number] {
  const name = markdownCode(displayName(path))
  if (linkTarget !== null)
    return joinMarkdown(name, markdownText(' → '), markdownCode(displayName(linkTarget)))
  if (hardLinkTo !== null)
    return joinMarkdown(name, markdownText(', hard link to '), markdownCode(displayName(hardLinkTo)))
  return name
}
