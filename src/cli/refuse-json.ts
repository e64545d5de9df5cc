import { fail } from '../errors.ts'
import type { Call } from './command.ts'

/** For commands whose result is no list: `--json` would mean nothing. Throws a `usage` fault. */
export function refuseJson({ options }: Call, command: string, why: string): void {
  if (options.format === 'json') fail({ kind: 'usage', message: `${command} has no JSON form. ${why}` })
}
