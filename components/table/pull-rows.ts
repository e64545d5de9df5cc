import type { Fetch } from '../../src/analysis/compare/pull-cost.ts'
import { explain } from '../../src/errors.ts'
import { countOf } from '../../src/report/amount.ts'
import {
  fetchAmount,
  fetchTime,
  pullTitle,
  recompressedNote,
  signNotes,
} from '../../src/report/compare/pull-cells.ts'
import { displayText } from '../../src/report/display-name.ts'
import { imageTitle } from '../../src/store/selectors/image-title.ts'
import type { TableLine } from '../../src/store/selectors/table/image-rows.ts'
import type { TablePull } from '../../src/store/selectors/table/table-pull.ts'
import type { ImageState } from '../../src/store/state.ts'
import type { RowContent } from '../text/pane-rows.ts'
import { paragraph } from '../text/paragraph.ts'
import { label } from '../text/segment.ts'

/** What bringing one image to the nodes takes, in words. `have`: the image of `--have`. */
export function pullRows(
  { pull }: TableLine,
  { cost, held }: TablePull,
  have: ImageState | undefined,
  width: number,
): RowContent[] {
  if (pull === null) return paragraph('Not read yet.', 'dim', width)
  const { fresh, update } = pull
  const row = (holds: string, fetch: Fetch): RowContent[] => {
    const each = cost.nodes === 1 ? '' : ` to each, ${fetchAmount(fetch, cost.nodes)} to all`
    const time = cost.bandwidth === null ? '' : `, ${fetchTime(fetch, cost)}`
    const text = `${countOf(fetch.layers, 'layer')}, ${fetchAmount(fetch, 1)}${each}${time}`
    return [{ segments: [label(` ${holds} `, 'heading')] }, ...paragraph(`  ${text}`, 'plain', width)]
  }
  const again = update === null ? null : recompressedNote(update)
  return [
    ...paragraph(pullTitle(cost), 'title', width),
    ...row('that hold nothing', fresh),
    ...(update === null ? [] : row(`that hold ${displayText(imageTitle(held))}`, update)),
    ...(again === null ? [] : paragraph(again, 'warning', width)),
    ...(have?.kind === 'failed' ? paragraph(`--have: ${explain(have.fault)}`, 'error', width) : []),
    ...signNotes(update === null ? [fresh] : [fresh, update]).flatMap(note => paragraph(note, 'dim', width)),
  ]
}

/** How the figures of another fleet are had. */
export function planRows(width: number): RowContent[] {
  return paragraph('For other nodes start with --nodes 20 --bandwidth 1Gbit --have IMAGE.', 'dim', width)
}
