import { adviceLines } from '../../src/report/advice-text.ts'
import { explainText } from '../../src/report/explain/explain-text.ts'
import { pageOf } from '../../src/report/explain/page.ts'
import { EMPTY_LINE } from '../../src/report/line.ts'
import type { Overlay } from '../../src/store/state.ts'
import type { RowContent } from '../text/pane-rows.ts'
import { printedRows } from '../text/printed-rows.ts'

export type Explanation = Extract<Overlay, { kind: 'explain' }>

/** The findings as `layerscope waste` prints them, then the pages as `layerscope explain` does, in rows of `width` columns. */
export function explainRows(
  { findings, words }: Pick<Explanation, 'findings' | 'words'>,
  width: number,
): RowContent[] {
  const room = width - 2
  const told = adviceLines(findings, room)
  const pages = words.flatMap((word, at) => [
    ...(at === 0 && told.length === 0 ? [] : [EMPTY_LINE]),
    ...explainText(pageOf(word), room),
  ])
  return printedRows([...told, ...pages])
}
