import type { Finding, FindingKind, Severity } from '../../image/finding.ts'
import { FINDING_TEXTS } from '../finding-text.ts'
import { nameBytesJson, nameJson } from './name-json.ts'

/** Something true about the image worth telling. */
export interface FindingJson {
  readonly kind: FindingKind
  readonly severity: Severity
  readonly layer: number | null
  readonly path: string | null
  readonly pathBytes?: string
  /** Bytes concerned, where bytes are the point. */
  readonly bytes: number | null
  readonly message: string
  readonly evidence: readonly string[]
  /** What to do about it. */
  readonly fix: string | null
}

export function findingJson(finding: Finding): FindingJson {
  const { kind, severity, layer, path, bytes, message, evidence } = finding
  const pathBytes = path === null ? undefined : nameBytesJson(path)
  return {
    kind,
    severity,
    layer,
    path: path === null ? null : nameJson(path),
    ...(pathBytes === undefined ? {} : { pathBytes }),
    bytes,
    message,
    evidence,
    fix: finding.fix ?? FINDING_TEXTS[kind].fix,
  }
}
