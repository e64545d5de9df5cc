import { displayText } from '../../src/report/display-name.ts'
import { takeStart } from '../../src/report/fit-text.ts'
import { formatBytes } from '../../src/report/format-bytes.ts'
import { graphemes, textWidth } from '../../src/report/text-width.ts'
import { searchWanted } from '../../src/store/selectors/tree-search.ts'
import type { LentTo, State } from '../../src/store/state.ts'
import type { RowContent } from '../text/pane-rows.ts'
import { label, type Segment } from '../text/segment.ts'

/** The status line while something is asked for, and where the next character will appear. */
export interface EntryRow {
  readonly row: RowContent
  /** Column of the caret; `null` when a single key answers. */
  readonly caret: number | null
}

/** `undefined` when nothing is asked for there. */
export function entryRow(state: State, width: number): EntryRow | undefined {
  const { overlay } = state
  const asked = label(searchWanted(state) === null ? '' : '   searching', 'dim')
  switch (overlay.kind) {
    case 'find':
      return typedRow(' Find: ', overlay.text, [label('  Enter keeps, Esc goes back', 'dim'), asked], width)
    case 'findText':
      return typedRow(' Find: ', overlay.text, [label('  Enter finds, Esc goes back', 'dim')], width)
    case 'findPackage':
      return typedRow(' Find: ', overlay.text, [label('  Enter keeps, Esc shows all', 'dim')], width)
    case 'filter':
      return typedRow(' Filter: ', overlay.text, [filterHint(overlay.problem), asked], width)
    case 'pull':
      return { row: { segments: pullQuestion(overlay.reference, width) }, caret: null }
    case 'extract':
      return typedRow(' Write to: ', overlay.text, [label('  Enter writes, Esc goes back', 'dim')], width)
    case 'lend':
      return { row: { segments: lendQuestion(overlay.program, overlay.bytes) }, caret: null }
    case 'help':
    case 'explain':
    case 'none':
      return undefined
    default:
      return overlay satisfies never
  }
}

function filterHint(problem: string | null): Segment {
  return problem === null
    ? label('  size>1M  type:f  status:A  *.so   Enter keeps, Esc clears', 'dim')
    : label(`  ${problem}`, 'warning')
}

/** Of a text too long for the line, its end: that is where typing goes on. */
function typedRow(prompt: string, text: string, hint: readonly Segment[], width: number): EntryRow {
  const shown = lastColumns(displayText(text), Math.max(1, width - prompt.length - 1))
  return {
    row: { segments: [label(prompt, 'key'), label(shown, 'input'), ...hint] },
    caret: prompt.length + textWidth(shown),
  }
}

function lastColumns(text: string, width: number): string {
  const pieces = graphemes(text)
  let columns = textWidth(text)
  let first = 0
  for (; columns > width; first++) columns -= pieces[first]?.width ?? columns
  return pieces
    .slice(first)
    .map(piece => piece.text)
    .join('')
}

function lendQuestion(program: LentTo, bytes: number): Segment[] {
  const question = ` The file has ${formatBytes(bytes)}. Copy it to the disk for the ${program}?  `
  return [label(question), label('y', 'key'), label(' copy it   '), label('n', 'key'), label(' no')]
}

const ANSWERS = [label('y', 'key'), label(' pull   '), label('n', 'key'), label(' no')]
const ANSWERS_WIDTH = 'y pull   n no'.length

function pullQuestion(reference: string, width: number): Segment[] {
  const name = takeStart(
    displayText(reference),
    Math.max(8, width - ANSWERS_WIDTH - '  is not here. Pull it?  '.length),
  )
  return [label(' '), { text: name, style: 'strong' }, label(' is not here. Pull it?  '), ...ANSWERS]
}
