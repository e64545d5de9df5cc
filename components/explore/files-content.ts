import { explain } from '../../src/errors.ts'
import { displayText } from '../../src/report/display-name.ts'
import { wrapText } from '../../src/report/wrap-text.ts'
import { currentImage, currentView } from '../../src/store/selectors/current.ts'
import { filesPane } from '../../src/store/selectors/files-pane.ts'
import type { Rect } from '../../src/store/selectors/layout.ts'
import { filesTop } from '../../src/store/selectors/pane-tops.ts'
import { type ShownTree, shownTree } from '../../src/store/selectors/shown-tree.ts'
import type { ExploreView, Scope, Sort, State } from '../../src/store/state.ts'
import type { Change } from '../../src/tree/change.ts'
import { type PaneContent, positionFooter, type RowContent } from '../text/pane-rows.ts'
import { label, type Segment } from '../text/segment.ts'
import type { Theme } from '../theme.ts'
import { filesRows } from './files-rows.ts'
import { layersKnown } from './layers-content.ts'

/** The files pane: the tree for the chosen layer and scope, or why there is none. */
export function filesContent(state: State, rect: Rect, theme: Theme): PaneContent {
  const view = currentView(state)
  const shown = shownTree(currentImage(state), view)
  const pane = { title: titleOf(shown, view), note: noteOf(view, theme), focused: view.focus === 'files' }
  const files = filesPane(state)
  if (shown.kind === 'empty' || files === undefined)
    return { ...pane, rows: whyEmpty(shown, state, rect.width - 2) }
  const top = filesTop(state)
  const [height, width] = [rect.height - 2, rect.width - 2]
  const rows = filesRows(files, { top, height, width, focused: pane.focused, find: view.find }, theme)
  const count = files.rows.nodes.length
  if (count <= 1) return { ...pane, rows: [...rows, { segments: [label(nothingHere(view), 'dim')] }] }
  return {
    ...pane,
    rows,
    footer: positionFooter(files.row, count),
    scroll: { top, visible: height, total: count },
  }
}

const SCOPES = {
  changes: 'changes',
  stacked: 'layers up to here',
  final: 'final tree',
} as const satisfies Record<Scope, string>

function titleOf(shown: ShownTree, view: ExploreView): Segment[] {
  const layer = shown.layer === null || view.scope === 'final' ? '' : ` · layer ${shown.layer}`
  const scope = shown.kind === 'tree' && shown.alone ? 'as recorded' : SCOPES[view.scope]
  return [label('2 '), label('Files', 'title'), label(`${layer} · ${scope}`)]
}

const SORTS = { bytes: 'size', name: 'name', mtime: 'time', change: 'status' } as const satisfies Record<
  Sort['by'],
  string
>

/** The order, and what keeps paths from being shown. */
function noteOf({ sort, hidden, filter, find }: ExploreView, theme: Theme): Segment[] {
  const arrow = sort.reversed ? theme.glyphs.ascending : theme.glyphs.descending
  return [
    ...(find === '' ? [] : [label(`/${find} `, 'match')]),
    ...(filter === '' ? [] : [label(`filter ${filter} `, 'warning')]),
    ...(hidden.size === 0
      ? []
      : [label(`without ${[...hidden].map(change => LETTERS[change]).join('')} `, 'warning')]),
    label(`by ${SORTS[sort.by]} ${arrow}`),
  ]
}

const LETTERS = { added: 'A', modified: 'M', removed: 'D', unchanged: 'U' } as const satisfies Record<
  Change,
  string
>

function nothingHere({ filter, hidden, scope }: ExploreView): string {
  if (filter !== '' || hidden.size > 0) return '  Nothing passes the filter. Esc takes it away.'
  return scope === 'changes'
    ? '  This layer changes no file. a shows all files up to here.'
    : '  There are no files.'
}

function whyEmpty(shown: ShownTree, state: State, width: number): RowContent[] {
  if (shown.kind === 'tree') return []
  const paragraph = (text: string): RowContent[] =>
    wrapText(displayText(text), width - 2).map(line => ({ segments: [label(' '), { text: line }] }))
  switch (shown.why) {
    case 'emptyStep':
      return paragraph(
        'This step changes only the configuration; it made no layer. a shows the files up to here.',
      )
    case 'noLayerYet':
      return paragraph('No layer yet at this step.')
    case 'stillReading':
      return paragraph('Not read yet. The other panes can be used meanwhile.')
    case 'unreadable':
      return paragraph(faultText(state, shown.layer))
    default:
      return shown.why satisfies never
  }
}

function faultText(state: State, index: number | null): string {
  const layer = index === null ? undefined : layersKnown(currentImage(state))?.layers(index)
  return layer?.kind === 'unreadable' ? explain(layer.fault) : 'This layer could not be read.'
}
