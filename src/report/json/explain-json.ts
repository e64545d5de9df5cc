import type { Example } from '../explain/examples.ts'
import type { ExplainedWord, Page } from '../explain/page.ts'
import { SCHEMA_VERSION } from './schema-version.ts'

/** What `layerscope explain --json` prints: every page, or the one that was asked for. */
export interface ExplainJson {
  readonly schemaVersion: string
  readonly pages: readonly PageJson[]
}

export interface PageJson {
  /** A kind of finding, or a reason why bytes are wasted. */
  readonly kind: ExplainedWord
  readonly area: string
  readonly title: string
  readonly means: string
  readonly why: string
  readonly fix: string | null
  /** Pieces of a Dockerfile. */
  readonly example: Example | null
}

export function explainJson(pages: readonly Page[]): ExplainJson {
  return { schemaVersion: SCHEMA_VERSION, pages: pages.map(pageJson) }
}

function pageJson({ word, area, title, means, why, fix, example }: Page): PageJson {
  return { kind: word, area, title, means, why, fix, example }
}
