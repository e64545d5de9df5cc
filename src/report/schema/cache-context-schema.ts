import {
  type ContextAmount,
  NEEDLESS_KINDS,
  type RuleEffect,
  type SentGroup,
} from '../../analysis/cache/context/context-report.ts'
import type { CacheContextJson, NeedlessJson } from '../json/cache-context-json.ts'
import { COUNT, described, FLAG, listOf, NONE, objectOf, orNull, TEXT } from './json-schema.ts'

const AMOUNT = objectOf<ContextAmount>({ files: COUNT, bytes: COUNT }, NONE)

const NEEDLESS = objectOf<NeedlessJson>(
  {
    pattern: described('The line for .dockerignore.', TEXT),
    kind: { enum: NEEDLESS_KINDS },
    files: COUNT,
    bytes: COUNT,
    message: TEXT,
  },
  NONE,
)

export const CACHE_CONTEXT_REPORT = objectOf<CacheContextJson>(
  {
    schemaVersion: TEXT,
    context: TEXT,
    ignoreFile: orNull(TEXT),
    sent: described('What a build sends at most.', AMOUNT),
    ignored: AMOUNT,
    afterwards: described('What it would send with ignoreLines added.', AMOUNT),
    sentGroups: described(
      'By the first name of the path, largest first.',
      listOf(objectOf<SentGroup>({ path: TEXT, isDirectory: FLAG, files: COUNT, bytes: COUNT }, NONE)),
    ),
    rules: listOf(objectOf<RuleEffect>({ line: COUNT, pattern: TEXT, files: COUNT, bytes: COUNT }, NONE)),
    needless: listOf(NEEDLESS),
    ignoreLines: listOf(TEXT),
    unreadable: described('Paths that could not be read.', listOf(TEXT)),
  },
  NONE,
)
