import type { InodeType } from '../../src/image/entry.ts'
import type { ImageDocuments } from '../../src/image/image.ts'
import { type DisplayText, displayName, displayText, joinText } from '../../src/report/display-name.ts'
import { cut } from '../../src/report/fit-text.ts'
import { formatBytes } from '../../src/report/format-bytes.ts'
import { formatMode, formatOctalMode } from '../../src/report/format-mode.ts'
import { formatCount } from '../../src/report/format-number.ts'
import { formatTime } from '../../src/report/format-time.ts'
import { wrapText } from '../../src/report/wrap-text.ts'
import type { FilesPane } from '../../src/store/selectors/files-pane.ts'
import { instructionOf } from '../../src/store/selectors/step-rows.ts'
import { describe, type PathState } from '../../src/tree/tree-view.ts'
import type { RowContent } from '../text/pane-rows.ts'
import { paragraph } from '../text/paragraph.ts'
import { label } from '../text/segment.ts'
import type { StyleName } from '../theme.ts'

/**
 * All lines about the path under the cursor: what it is, who wrote it, who killed it. A layer that is shown `alone`,
 * before the image is read, has no number to speak of.
 */
export function fileRows(
  pane: FilesPane,
  documents: ImageDocuments,
  alone: boolean,
  width: number,
): RowContent[] {
  const node = pane.rows.at(pane.row)?.node ?? 0
  const state = describe(pane.view, node)
  return [
    ...nameRows(displayName(state.path), 'strong', width),
    ...paragraph(factsText(pane, node, state), 'plain', width),
    ...(alone ? [] : layerRows(pane, state, documents, width)),
    ...linkRows(state, width),
    ...(state.sha256 === null ? [] : paragraph(`sha256 ${state.sha256}`, 'dim', width)),
  ]
}

function nameRows(text: DisplayText, style: StyleName, width: number): RowContent[] {
  return wrapText(text, Math.max(8, width - 2)).map(part => ({
    segments: [label(' '), { text: part, style }],
  }))
}

const TYPES = {
  file: 'file',
  directory: 'directory',
  symlink: 'symbolic link',
  character: 'character device',
  block: 'block device',
  fifo: 'named pipe',
} as const satisfies Record<InodeType, string>

/** `file, 45.1 MB, -rw-r--r-- (0644), owner 0:0, 2024-05-01T12:00:00Z` */
function factsText({ view }: FilesPane, node: number, state: PathState): string {
  const { type, mode, uid, gid, mtime, device, implicit } = state
  if (implicit)
    return `${amountText(view.bytes[node] ?? 0, view.files[node] ?? 0)}; no layer records its mode`
  const amount =
    type === 'directory'
      ? amountText(view.bytes[node] ?? 0, view.files[node] ?? 0)
      : type === 'file'
        ? `file, ${formatBytes(state.length)}`
        : TYPES[type]
  const numbers = device === null ? '' : ` ${device.major}:${device.minor}`
  const time = formatTime(mtime) ?? 'time out of any calendar'
  return `${amount}${numbers}, ${formatMode(type, mode)} (${formatOctalMode(mode)}), owner ${uid}:${gid}, ${time}`
}

function amountText(bytes: number, files: number): string {
  return `directory, ${formatBytes(bytes)} in ${formatCount(files)} ${files === 1 ? 'file' : 'files'}`
}

function layerRows(
  { view }: FilesPane,
  state: PathState,
  documents: ImageDocuments,
  width: number,
): RowContent[] {
  const { change, differs, killedBy, writtenBy } = state
  const by = (layer: number) => `layer ${layer}: ${cut(instructionOf(documents, layer), INSTRUCTION)}`
  const what = differs.length === 0 ? '' : ` (${differs.join(', ')})`
  const told = {
    added: `Added by ${by(view.layer)}`,
    modified: `Modified${what} by ${by(view.layer)}`,
    removed: `Removed by ${by(view.layer)}`,
    unchanged: state.implicit ? '' : `Written by ${by(writtenBy)}`,
  }[change]
  const wasted = killedBy === null || change === 'removed' ? '' : `Wasted: killed by ${by(killedBy)}`
  return [
    ...(wasted === '' ? [] : paragraph(wasted, 'wasted', width)),
    ...(told === '' ? [] : paragraph(told, change === 'unchanged' ? 'plain' : change, width)),
  ]
}

/** Characters of an instruction that tell which one it is; all of it is in the layers pane's own text. */
const INSTRUCTION = 60

function linkRows({ linkTarget, hardLinkTo, recordedAs, xattrs }: PathState, width: number): RowContent[] {
  const named = [
    ...(linkTarget === null ? [] : [['points to', linkTarget] as const]),
    ...(hardLinkTo === null ? [] : [['the same file as', hardLinkTo] as const]),
    ...(recordedAs === null ? [] : [['recorded as', recordedAs] as const]),
    ...[...xattrs.keys()].map(name => ['attribute', name] as const),
  ]
  return named.flatMap(([words, name]) =>
    nameRows(joinText(displayText(`${words} `), displayName(name)), 'link', width),
  )
}
