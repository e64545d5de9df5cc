import { useMemo } from 'react'
import { explain, type Fault } from '../../src/errors.ts'
import { displayLines } from '../../src/report/display-name.ts'
import { wrapText } from '../../src/report/wrap-text.ts'
import { Pane } from '../text/pane.tsx'
import { label } from '../text/segment.ts'

export interface FaultScreenProps {
  readonly reference: string
  readonly fault: Fault
  readonly columns: number
  readonly rows: number
}

/** Why the image cannot be shown, and what to do. */
export function FaultScreen({ reference, fault, columns, rows }: FaultScreenProps) {
  const content = useMemo(() => {
    const lines = displayLines(explain(fault)).flatMap(line => wrapText(line, Math.max(8, columns - 6)))
    const said = lines.map(text => ({ segments: [label('  '), { text }] }))
    const keys = {
      segments: [
        label('  r', 'key'),
        label(' try again   '),
        label('o', 'key'),
        label(' open another image   '),
        label('q', 'key'),
        label(' quit'),
      ],
    }
    return {
      title: [label(`${reference} cannot be opened`, 'error')],
      focused: true,
      rows: [{ segments: [] }, ...said, { segments: [] }, keys],
    }
  }, [reference, fault, columns])
  return <Pane content={content} size={{ columns, rows }} />
}
