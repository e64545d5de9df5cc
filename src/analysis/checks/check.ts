import type { Finding, FindingKind, Severity } from '../../image/finding.ts'
import type { TreePath } from '../../image/tree-path.ts'
import type { Subject } from '../start/subject.ts'

/** One question about the start of an image. Pure: everything it may look at is in the subject. */
export interface Check {
  readonly name: CheckName
  run(subject: Subject): CheckOutcome
}

export type CheckName =
  | 'process'
  | 'user'
  | 'workdir'
  | 'program'
  | 'executable'
  | 'architecture'
  | 'script'
  | 'interpreter'
  | 'loader'
  | 'libraries'
  | 'certificates'
  | 'time zones'
  | 'temporary files'
  | 'healthcheck'
  | 'runtime'

export interface CheckOutcome {
  /** What was looked at, and what it is, in a few words. */
  readonly lookedAt: string | NotLooked
  readonly findings: readonly Finding[]
}

/** Nothing was looked at: `nothing to check: no script`. */
export interface NotLooked {
  readonly because: string
}

/** What was looked at; where that is empty, what the image has none of. */
export function lookedAtOr(words: string, none: string): string | NotLooked {
  return words === '' ? { because: `nothing to check: ${none}` } : words
}

/** What is particular about one finding of a start. */
export interface Particulars {
  readonly path?: TreePath
  readonly message: string
  readonly evidence?: readonly string[]
  readonly fix?: string
}

export function finding(
  kind: FindingKind,
  severity: Severity,
  { path, message, evidence, fix }: Particulars,
): Finding {
  return {
    kind,
    severity,
    layer: null,
    path: path ?? null,
    bytes: null,
    message,
    evidence: evidence ?? [],
    ...(fix === undefined ? {} : { fix }),
  }
}

/** Something that decides about the start and cannot be known. */
export function startUnknown(message: string, path?: TreePath): Finding {
  return finding('startUnknown', 'note', path === undefined ? { message } : { message, path })
}
