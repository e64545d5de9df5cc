import { useMemo } from 'react'
import type { State } from '../../src/store/state.ts'
import { useCaret } from '../terminal/terminal-context.ts'
import { Lines } from '../text/lines.tsx'
import { useTheme } from '../text/theme-context.ts'
import { entryRow } from './entry-row.ts'
import { statusRow } from './status-row.ts'

/** The last line of the screen. While something is typed there, the terminal's own cursor shows where. */
export function StatusLine({ state }: { readonly state: State }) {
  const { glyphs } = useTheme()
  const { columns, rows } = state.terminal
  const entry = useMemo(() => entryRow(state, columns), [state, columns])
  const lines = useMemo(
    () => [entry?.row ?? statusRow(state, columns, glyphs)],
    [entry, state, columns, glyphs],
  )
  const line = <Lines lines={lines} size={{ columns, rows: 1 }} />
  return entry === undefined || entry.caret === null ? (
    line
  ) : (
    <>
      {line}
      <Caret column={Math.min(entry.caret, columns - 1)} row={rows - 1} />
    </>
  )
}

function Caret({ column, row }: { readonly column: number; readonly row: number }) {
  useCaret({ column, row })
  return null
}
