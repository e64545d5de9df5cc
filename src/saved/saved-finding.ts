import { byteString, fromText } from '../image/byte-string.ts'
import type { Finding, FindingKind } from '../image/finding.ts'
import {
  count,
  elements,
  type Field,
  isAbsent,
  member,
  requiredText,
  text,
  texts,
} from '../image/json-document.ts'
import { parseTreePath, type TreePath } from '../image/tree-path.ts'
import { FINDING_TEXTS } from '../report/finding-text.ts'
import { wordOf } from './saved-text.ts'

/** Findings; those of kinds a newer version of layerscope knows are left out. */
export function savedFindings(field: Field): Finding[] {
  return elements(field).flatMap(savedFinding)
}

function savedFinding(field: Field): Finding[] {
  const kind = requiredText(member(field, 'kind'))
  if (!isFindingKind(kind)) return []
  const fix = text(member(field, 'fix'))
  return [
    {
      kind,
      severity: wordOf(member(field, 'severity'), ['error', 'warning', 'note']),
      layer: count(member(field, 'layer')),
      path: savedPath(field),
      bytes: count(member(field, 'bytes')),
      message: requiredText(member(field, 'message')),
      evidence: texts(member(field, 'evidence')),
      ...(fix === null ? {} : { fix }),
    },
  ]
}

/** A path as people read it, or its bytes where it is no text. */
function savedPath(field: Field): TreePath | null {
  const bytes = member(field, 'pathBytes')
  if (!isAbsent(bytes)) return parseTreePath(byteString(atob(requiredText(bytes))))
  const path = text(member(field, 'path'))
  return path === null ? null : parseTreePath(fromText(path))
}

function isFindingKind(kind: string): kind is FindingKind {
  return Object.hasOwn(FINDING_TEXTS, kind)
}
