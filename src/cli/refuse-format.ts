import { fail } from '../errors.ts'
import type { Call } from './command.ts'

/** For commands that print no result (`formats: []`): a format would mean nothing. Throws a `usage` fault. */
export function refuseFormat({ options: { format } }: Call, command: string, why: string): void {
  if (format !== null && format !== 'text')
    fail({ kind: 'usage', message: `${command} has no ${FORMAT_NAMES[format]} form. ${why}` })
}

const FORMAT_NAMES = { json: 'JSON', markdown: 'Markdown', csv: 'CSV' } as const
