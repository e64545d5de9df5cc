import { Box } from 'ink'
import { useState } from 'react'
import { useScreenSize, useTerminal, useTerminalInput } from '../../components/terminal/terminal-context.ts'
import { keyId, type TerminalEvent } from '../../components/terminal/terminal-event.ts'
import { Lines } from '../../components/text/lines.tsx'
import { Pane } from '../../components/text/pane.tsx'
import { positionFooter, type RowContent } from '../../components/text/pane-rows.ts'
import { label } from '../../components/text/segment.ts'
import { scrollTop } from '../../src/store/selectors/scroll.ts'

/** The smallest app that uses the whole kit: a list with a cursor, and a line that says what was done last. */
export function DemoApp({ total }: { readonly total: number }) {
  const { columns, rows } = useScreenSize()
  const { exit } = useTerminal()
  const [cursor, setCursor] = useState(0)
  const [top, setTop] = useState(0)
  const [last, setLast] = useState('nothing yet')
  const visible = rows - 3

  const move = (by: number) => {
    const next = Math.max(0, Math.min(total - 1, cursor + by))
    setCursor(next)
    setTop(scrollTop(top, next, visible, total))
  }
  useTerminalInput(event => {
    setLast(describe(event))
    if (event.kind === 'char' && event.text === 'j') setCursor(now => Math.min(total - 1, now + 1))
    if (event.kind === 'named' && event.name === 'pageDown') move(visible)
    if (event.kind === 'char' && event.text === 'q') exit()
    if (event.kind === 'char' && event.text === '!') throw new Error('a bug in a key handler')
  })
  const content = {
    title: [label('1', 'key'), label(' Numbers', 'title')],
    note: [label('by size ↓', 'dim')],
    footer: positionFooter(cursor, total),
    rows: listRows(top, visible, total, cursor),
    focused: true,
    scroll: { top, visible, total },
  }
  return (
    <Box flexDirection="column">
      <Pane content={content} size={{ columns, rows: rows - 1 }} />
      <Lines lines={[{ segments: [label(last)] }]} size={{ columns, rows: 1 }} />
    </Box>
  )
}

function listRows(top: number, visible: number, total: number, cursor: number): RowContent[] {
  return Array.from({ length: Math.min(visible, total - top) }, (_, at) => ({
    segments: [label(`${top + at} `, 'added'), label('日本語 '.repeat(8), 'directory'), label('tail')],
    base: top + at === cursor ? 'selected' : undefined,
  }))
}

function describe(event: TerminalEvent): string {
  switch (event.kind) {
    case 'mouse':
      return `${event.action} ${event.button} ${event.column},${event.row} ×${event.clicks}`
    case 'paste':
      return `pasted ${event.text}`
    default:
      return keyId(event)
  }
}
