import { useMemo } from 'react'
import { type PaneContent, paneRows, type Size } from './pane-rows.ts'
import { Rows } from './rows.tsx'
import { useTheme } from './theme-context.ts'

export interface PaneProps {
  readonly content: PaneContent
  readonly size: Size
}

/** A framed pane. Give it the same `content` object as long as nothing in it changed: it is composed once for it. */
export function Pane({ content, size }: PaneProps) {
  const theme = useTheme()
  const { columns, rows } = size
  const composed = useMemo(() => paneRows(content, { columns, rows }, theme), [content, columns, rows, theme])
  return <Rows rows={composed} size={size} />
}
