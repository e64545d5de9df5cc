import type { TreePath } from '../image/tree-path.ts'
import { csvPieces } from './csv.ts'
import { type DisplayText, displayName } from './display-name.ts'
import { markdownTable } from './markdown-table.ts'
import { markdownCode, markdownShown } from './markdown-text.ts'

/** `layerscope file --format csv`: the names `file --json` has. */
export function kindCsv(path: TreePath, kind: DisplayText): Iterable<string> {
  const columns = [
    { name: 'path', value: () => displayName(path) },
    { name: 'kind', value: () => kind },
  ]
  return csvPieces(columns, [null])
}

export function kindMarkdown(path: TreePath, kind: DisplayText): string {
  return markdownTable(
    [
      { title: 'Path', align: 'left' },
      { title: 'Kind', align: 'left' },
    ],
    [[markdownCode(displayName(path)), markdownShown(kind)]],
  )
}
