import type { ArchiveMember } from '../../src/image/archive-member.ts'
import { displayName, displayText, joinText } from '../../src/report/display-name.ts'
import { formatBytes } from '../../src/report/format-bytes.ts'
import { formatMode } from '../../src/report/format-mode.ts'
import { formatTime } from '../../src/report/format-time.ts'
import type { ViewerState } from '../../src/store/viewer-state.ts'
import type { RowContent, Size } from '../text/pane-rows.ts'
import { paragraph } from '../text/paragraph.ts'
import { label } from '../text/segment.ts'
import type { StyleName } from '../theme.ts'

/** The members of an archive on screen, and after the last one why there may be more. */
export function listingRows({ content, tops }: ViewerState, { columns, rows }: Size): RowContent[] {
  const { members, complete, problem } = content.listing
  const shown = members.slice(tops.listing, tops.listing + rows).map(memberRow)
  if (shown.length === 0 && !complete) return paragraph('Listing the archive', 'dim', columns)
  if (shown.length === 0 && problem === null) return paragraph('The archive is empty.', 'dim', columns)
  return [...shown, ...(problem === null ? [] : paragraph(problem, 'warning', columns))].slice(0, rows)
}

/** ` -rw-r--r--    12.3 kB  2024-05-01 12:00  etc/passwd` */
function memberRow({ name, type, length, mode, mtime, linkName }: ArchiveMember): RowContent {
  const inode = type === 'hardLink' ? 'file' : type
  const rights = mode === null ? '' : formatMode(inode, mode)
  const amount = type === 'file' ? formatBytes(length) : ''
  const time = (formatTime(mtime) ?? '').slice(0, 'YYYY-MM-DDTHH:MM'.length).replace('T', ' ')
  const link =
    linkName === null ? [] : [displayText(type === 'hardLink' ? ' = ' : ' -> '), displayName(linkName)]
  return {
    segments: [
      label(` ${rights.padEnd(10)} ${amount.padStart(9)}  ${time.padEnd(16)}  `, 'dim'),
      { text: joinText(displayName(name), ...link), style: STYLES[type] },
    ],
  }
}

const STYLES = {
  file: 'plain',
  hardLink: 'plain',
  directory: 'directory',
  symlink: 'link',
  character: 'special',
  block: 'special',
  fifo: 'special',
} as const satisfies Record<ArchiveMember['type'], StyleName>
