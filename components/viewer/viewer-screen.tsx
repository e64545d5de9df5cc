import { useMemo } from 'react'
import { displayName } from '../../src/report/display-name.ts'
import { formatBytes } from '../../src/report/format-bytes.ts'
import { formatCount } from '../../src/report/format-number.ts'
import { type FileOnScreen, fileOnScreen, modeOf } from '../../src/store/selectors/viewer/viewed-file.ts'
import { rowsInMode, viewerHeight } from '../../src/store/selectors/viewer/viewer-layout.ts'
import type { State } from '../../src/store/state.ts'
import type { ViewedFile, ViewerMode, ViewerState } from '../../src/store/viewer-state.ts'
import type { Glyphs } from '../text/glyphs.ts'
import { Pane } from '../text/pane.tsx'
import { label, type Segment } from '../text/segment.ts'
import { useTheme } from '../text/theme-context.ts'
import { useHighlighting } from './highlight/use-highlighting.ts'
import { versionRows } from './version-rows.ts'
import { viewerRows } from './viewer-rows.ts'

export interface ViewerScreenProps {
  readonly state: State
  readonly file: ViewedFile
}

/** A file as one layer left it: text, hex, or what is known of a program. */
export function ViewerScreen({ state, file }: ViewerScreenProps) {
  const { glyphs } = useTheme()
  const { viewer, images } = state
  const { columns } = state.terminal
  const rows = state.terminal.rows - 2
  const image = images.get(file.image)
  const highlighted = useHighlighting(viewer, rows)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the file follows from the image and its path
  const content = useMemo(() => {
    const shown = fileOnScreen(state)
    const mode = shown === undefined ? 'text' : modeOf(state, shown)
    const differing = mode === 'difference' ? versionRows(state, columns - 2) : null
    const total = shown === undefined ? 0 : (differing?.length ?? rowsInMode(state, shown, mode))
    const top = viewer.tops[mode]
    return {
      title: [label('View ', 'title'), { text: displayName(file.path) }],
      note: shown === undefined ? [] : noteOf(shown, mode, viewer, glyphs),
      footer: shown === undefined || total === 0 ? [] : footerOf(top, total, mode, viewer, glyphs),
      focused: true,
      rows:
        differing?.slice(top, top + rows - 2) ??
        viewerRows(shown, mode, viewer, { columns: columns - 2, rows: rows - 2 }, glyphs.ellipsis),
      scroll: { top: Math.min(top, total), visible: viewerHeight(state), total },
    }
  }, [viewer, image, file, columns, rows, glyphs, highlighted])
  return <Pane content={content} size={{ columns, rows }} />
}

/** `text · wrapped · 2.4 kB · layer 2, version 1 of 3`. */
function noteOf(
  { file, length, versions }: FileOnScreen,
  mode: ViewerMode,
  viewer: ViewerState,
  glyphs: Glyphs,
): Segment[] {
  const version =
    versions.length > 1 ? `, version ${versions.indexOf(file.layer) + 1} of ${versions.length}` : ''
  const parts = [
    mode,
    ...(mode === 'text' && viewer.wrap ? ['wrapped'] : []),
    ...(mode === 'text' && viewer.column > 0 ? [`from column ${viewer.column + 1}`] : []),
    formatBytes(length),
    `layer ${file.layer}${version}`,
  ]
  return [label(parts.join(` ${glyphs.separator} `), 'dim')]
}

/** `find go · 12 of 340`. */
function footerOf(
  top: number,
  total: number,
  mode: ViewerMode,
  viewer: ViewerState,
  glyphs: Glyphs,
): Segment[] {
  const { lines, listing } = viewer.content
  const isGrowing =
    (mode === 'text' && !lines.complete) ||
    (mode === 'listing' && (!listing.complete || listing.problem !== null))
  const counted = isGrowing ? `${formatCount(total)} and more` : formatCount(total)
  const find =
    (mode === 'text' || mode === 'listing') && viewer.find !== ''
      ? `find ${viewer.find}${viewer.search === null ? '' : ` ${glyphs.ellipsis}`} ${glyphs.separator} `
      : ''
  return [label(`${find}${formatCount(Math.min(top + 1, total))} of ${counted}`, 'dim')]
}
