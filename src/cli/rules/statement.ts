import type { RuleOrigin } from '../../analysis/gate/rule.ts'
import { fail } from '../../errors.ts'

/** One rule as somebody wrote it, not understood yet. */
export interface Statement {
  readonly name: string
  readonly value: string
  /** Whether the value is one of a list. */
  readonly isListed: boolean
  readonly from: StatementOrigin
}

export type StatementOrigin = Exclude<RuleOrigin, { kind: 'diveDefault' }>

/** Throws a `usage` fault that begins with where the mistake is: `layerscope.yaml:3: …`. */
export function refuse(from: StatementOrigin, problem: string): never {
  const where = from.kind === 'file' ? `${from.file}:${from.line}: ` : ''
  return fail({ kind: 'usage', message: `${where}${problem}` })
}
