import type { Finding, FindingKind, Severity } from '../../image/finding.ts'
import type { TreePath } from '../../image/tree-path.ts'
import type { AdviceSubject } from './advice-subject.ts'

/** One thing a Dockerfile could do better. Pure: everything it may look at is in the subject. */
export type AdviceCheck = (subject: AdviceSubject) => readonly Finding[]

/** What is particular about one piece of advice. */
export interface AdviceParticulars {
  readonly layer?: number | null
  readonly path?: TreePath
  readonly bytes?: number
  readonly message: string
  readonly evidence?: readonly string[]
  readonly fix?: string | undefined
}

export function advice(kind: FindingKind, severity: Severity, particulars: AdviceParticulars): Finding {
  const { layer, path, bytes, message, evidence, fix } = particulars
  return {
    ...{ kind, severity, message },
    layer: layer ?? null,
    path: path ?? null,
    bytes: bytes ?? null,
    evidence: evidence ?? [],
    ...(fix === undefined ? {} : { fix }),
  }
}
