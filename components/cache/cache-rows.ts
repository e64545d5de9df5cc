import { explainText } from '../../src/report/cache/explain-text.ts'
import { obstacleText } from '../../src/report/cache/obstacle-text.ts'
import type { Pair } from '../../src/store/compare-state.ts'
import { buildsExplained } from '../../src/store/selectors/cache-explanation.ts'
import type { State } from '../../src/store/state.ts'
import type { RowContent } from '../text/pane-rows.ts'
import { paragraph } from '../text/paragraph.ts'
import { printedRows } from '../text/printed-rows.ts'

/** What `layerscope cache explain` prints of two builds, in rows of `width` columns. */
export function cacheRows(state: State, pair: Pair, width: number, ascii: boolean): RowContent[] {
  const names = { old: pair.a.image, new: pair.b.image }
  const explained = buildsExplained(state, pair)
  switch (explained.kind) {
    case 'reading':
      return paragraph('The builds are compared as soon as both images are read.', 'dim', width)
    case 'obstacle':
      return paragraph(obstacleText(explained.obstacle, names), 'warning', width)
    case 'explained':
      return printedRows(explainText(explained.explanation, { ...names, width: width - 2, ascii }))
    default:
      return explained satisfies never
  }
}
