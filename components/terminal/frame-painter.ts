/** A cell of the screen, counted from 0 at the top left. */
export interface Cell {
  readonly column: number
  readonly row: number
}

export interface FramePainter {
  /** Shows a frame: one string a row, each closing its own styles. */
  paint(frame: readonly string[]): void
  /** Where the terminal's own cursor blinks (a text being typed), or nowhere. */
  setCaret(caret: Cell | undefined): void
  /** The screen shows something unknown: what is drawn next is drawn whole. */
  forget(): void
  /** Draws the last frame where the screen differs from it. */
  draw(): void
}

/**
 * Draws frames by sending only the rows that changed, in one write, as one synchronised update.
 *
 * Rows are placed absolutely and erased before they are drawn: erasing after a row that fills the screen's width would
 * take its last character away (the cursor still stands on it), and a row whose width we misjudge moves no other row.
 */
export function createFramePainter(write: (data: string) => void, rows: () => number): FramePainter {
  let shown: readonly string[] | 'unknown' = 'unknown'
  let frame: readonly string[] = []
  let caret: Cell | undefined

  const draw = () => {
    const height = rows()
    const next = Array.from({ length: height }, (_, row) => frame[row] ?? '')
    const changes = shown === 'unknown' ? [ERASE_SCREEN] : []
    for (const [row, text] of next.entries()) {
      if (text !== (shown === 'unknown' ? '' : (shown[row] ?? ''))) changes.push(place(row) + text)
    }
    shown = next
    if (changes.length > 0) write(BEGIN + HIDE_CARET + changes.join('') + showCaret(caret) + END)
  }
  return {
    paint(rowsOfFrame) {
      frame = rowsOfFrame
      draw()
    },
    setCaret(cell) {
      if (cell?.column === caret?.column && cell?.row === caret?.row) return
      caret = cell
      write(showCaret(caret) || HIDE_CARET)
    },
    forget() {
      shown = 'unknown'
    },
    draw,
  }
}

/** Synchronised update: the terminal shows all of it or nothing; terminals without it ignore the codes. */
const BEGIN = '\x1b[?2026h'
const END = '\x1b[?2026l'

const HIDE_CARET = '\x1b[?25l'
const SHOW_CARET = '\x1b[?25h'
const ERASE_SCREEN = '\x1b[H\x1b[m\x1b[J'

/** Goes to the beginning of a row and erases it. */
function place(row: number): string {
  return `\x1b[${row + 1};1H\x1b[m\x1b[K`
}

function showCaret(caret: Cell | undefined): string {
  return caret === undefined ? '' : `\x1b[${caret.row + 1};${caret.column + 1}H${SHOW_CARET}`
}
