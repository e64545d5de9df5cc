import type {
  ContextAmount,
  ContextReport,
  NeedlessGroup,
  RuleEffect,
  SentGroup,
} from '../../analysis/cache/context/context-report.ts'
import { ignoreLines, needlessReason } from '../cache/context-text.ts'
import { SCHEMA_VERSION } from './schema-version.ts'

/** What `layerscope cache context --json` prints. */
export interface CacheContextJson {
  readonly schemaVersion: string
  readonly context: string
  readonly ignoreFile: string | null
  readonly sent: ContextAmount
  readonly ignored: ContextAmount
  readonly afterwards: ContextAmount
  readonly sentGroups: readonly SentGroup[]
  readonly rules: readonly RuleEffect[]
  readonly needless: readonly NeedlessJson[]
  readonly ignoreLines: readonly string[]
  readonly unreadable: readonly string[]
}

export interface NeedlessJson extends NeedlessGroup {
  readonly message: string
}

export function cacheContextJson(
  report: ContextReport,
  context: string,
  unreadable: readonly string[],
): CacheContextJson {
  return {
    schemaVersion: SCHEMA_VERSION,
    context,
    ignoreFile: report.ignorePath,
    sent: report.sent,
    ignored: report.ignored,
    afterwards: report.afterwards,
    sentGroups: report.sentGroups,
    rules: report.rules,
    needless: report.needless.map(group => ({ ...group, message: needlessReason(group.kind) })),
    ignoreLines: ignoreLines(report.needless),
    unreadable,
  }
}
