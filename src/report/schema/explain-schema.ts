import type { Example } from '../explain/examples.ts'
import type { ExplainJson, PageJson } from '../json/explain-json.ts'
import { described, listOf, NONE, objectOf, orNull, TEXT } from './json-schema.ts'

const PAGE = objectOf<PageJson>(
  {
    kind: described('A kind of finding, or a reason why bytes are wasted.', TEXT),
    area: TEXT,
    title: TEXT,
    means: TEXT,
    why: TEXT,
    fix: orNull(TEXT),
    example: described(
      'Pieces of a Dockerfile.',
      orNull(objectOf<Example>({ before: TEXT, after: TEXT }, NONE)),
    ),
  },
  NONE,
)

export const EXPLAIN_REPORT = objectOf<ExplainJson>({ schemaVersion: TEXT, pages: listOf(PAGE) }, NONE)
