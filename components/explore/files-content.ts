import { explain } from '../../src/errors.ts'
import { displayText } from '../../src/report/display-name.ts'
import { wrapText } from '../../src/report/wrap-text.ts'
import type { FilesPane } from '../../src/store/selectors/files-pane.ts'
import { type ShownTree, shownTree } from '../../src/store/selectors/shown-tree.ts'
import type { ExploreView, ImageState, Sort } from '../../src/store/state.ts'
import type { Change } from '../../src/tree/change.ts'
import { fitSegments, segmentsWidth } from '../text/fit-segments.ts'
import {
  type PaneContent,
  paneInside,
  positionFooter,
  type RowContent,
  type Size,
} from '../text/pane-rows.ts'
import { label, type Segment } from '../text/segment.ts'
import type { Theme } from '../theme.ts'
import { filesRows } from './files-rows.ts'
import { layersKnown } from './layers-content.ts'

type Choices = Pick<ExploreView, 'step' | 'baseFold' | 'scope' | 'sort' | 'hidden' | 'filter' | 'find'>

export interface FilesProps extends Choices {
  readonly image: ImageState | undefined
  /** `undefined` while there is no tree to show. */
  readonly files: FilesPane | undefined
  readonly top: number
  readonly focused: boolean
  readonly size: Size
}

/** The files pane: the tree for the chosen layer and scope, or why there is none. */
export function filesContent(props: FilesProps, theme: Theme): PaneContent {
  const { image, files, top, focused, find } = props
  const { columns: width, rows: height } = paneInside(props.size)
  const shown = shownTree(image, props)
  const note = noteOf(props, width - SPACES - NAME.length, theme)
  const pane = { title: titleOf(shown, width - segmentsWidth(note), theme), note, focused }
  if (shown.kind === 'empty' || files === undefined)
    return { ...pane, rows: paragraphRows(whyEmpty(shown, image), width) }
  const count = files.rows.count
  const rows = filesRows(files, { top, height, width, focused, find }, theme)
  if (count <= 1) return { ...pane, rows: [...rows, ...paragraphRows(nothingHere(props), width)] }
  return {
    ...pane,
    rows,
    footer: positionFooter(files.row, count),
    scroll: { top, visible: height, total: count },
  }
}

/** As much as fits beside the note: what keeps paths from being shown must be seen. */
function titleOf(shown: ShownTree, room: number, { glyphs }: Theme): Segment[] {
  const name = [label('2 '), label('Files', 'title')]
  const layer = shown.layer === null ? '' : `layer ${shown.layer}`
  const titles = [scopeTitle(shown), layer]
    .filter(words => words !== '')
    .map(words => [...name, label(` ${glyphs.separator} ${words}`)])
  return titles.find(title => segmentsWidth(title) + SPACES <= room) ?? name
}

/** Around title and note, on the edge of the frame. */
const SPACES = 4

const NAME = '2 Files'

function scopeTitle(shown: ShownTree): string {
  if (shown.kind === 'empty') return shown.layer === null ? '' : `layer ${shown.layer}`
  if (shown.alone) return `layer ${shown.layer}, as recorded`
  switch (shown.scope) {
    case 'changes':
      return `changes of layer ${shown.layer}`
    case 'stacked':
      return `up to layer ${shown.layer}`
    case 'final':
      return 'final tree'
    default:
      return shown.scope satisfies never
  }
}

const SORTS = { bytes: 'size', name: 'name', mtime: 'time', change: 'status' } as const satisfies Record<
  Sort['by'],
  string
>

/** What keeps paths from being shown, cut if it must be, and the order where there is room. */
function noteOf({ sort, hidden, filter, find }: Choices, room: number, { glyphs }: Theme): Segment[] {
  const without = [...hidden].map(change => LETTERS[change]).join('')
  const said = [
    ...(find === '' ? [] : [label(`/${find}`, 'match')]),
    ...(filter === '' ? [] : [label(`filter ${filter}`, 'warning')]),
    ...(without === '' ? [] : [label(`without ${without}`, 'warning')]),
  ]
  const order = label(`${SORTS[sort.by]} ${sort.reversed ? glyphs.ascending : glyphs.descending}`)
  const all = withGaps([...said, order])
  return segmentsWidth(all) <= room ? all : [...fitSegments(withGaps(said), room, glyphs.ellipsis)]
}

function withGaps(parts: readonly Segment[]): Segment[] {
  return parts.flatMap((part, at) => (at === 0 ? [part] : [label('  '), part]))
}

const LETTERS = { added: 'A', modified: 'M', removed: 'D', unchanged: 'U' } as const satisfies Record<
  Change,
  string
>

function nothingHere({ filter, hidden, scope }: Choices): string {
  if (filter !== '' || hidden.size > 0) return 'Nothing passes the filter. Esc takes it away.'
  return scope === 'changes'
    ? 'This layer changes no file. "a" shows all files up to here.'
    : 'There are no files.'
}

function paragraphRows(text: string, width: number): RowContent[] {
  return wrapText(displayText(text), Math.max(8, width - 2)).map(line => ({
    segments: [label(' '), { text: line, style: 'dim' }],
  }))
}

function whyEmpty(shown: ShownTree, image: ImageState | undefined): string {
  if (shown.kind === 'tree') return ''
  switch (shown.why) {
    case 'emptyStep':
      return 'This step changes only the configuration; it made no layer. "a" shows the files up to here.'
    case 'noLayerYet':
      return 'No layer yet at this step.'
    case 'stillReading':
      return shown.layer === null
        ? 'Files show here as soon as they are read.'
        : 'Not read yet. The other panes can be used meanwhile.'
    case 'unreadable':
      return faultText(image, shown.layer)
    default:
      return shown.why satisfies never
  }
}

function faultText(image: ImageState | undefined, index: number | null): string {
  const layer = index === null ? undefined : layersKnown(image)?.layers(index)
  return layer?.kind === 'unreadable' ? explain(layer.fault) : 'This layer could not be read.'
}
