import type { WasteReason } from '../../analysis/waste-items.ts'
import type { FindingKind } from '../../image/finding.ts'
import { FINDING_TEXTS, type FindingText } from '../finding-text.ts'
import { ADVICE_MEANINGS } from './advice-meanings.ts'
import { EXAMPLES, type Example } from './examples.ts'
import { LAYER_MEANINGS } from './layer-meanings.ts'
import type { Area, Meaning } from './meaning.ts'
import { REASON_MEANINGS, REASON_TEXTS } from './reason-texts.ts'
import { START_MEANINGS } from './start-meanings.ts'

/** What there is a page about: every kind of finding, and every reason why bytes are wasted. */
export type ExplainedWord = FindingKind | WasteReason

/** All that is to be said about one word. */
export interface Page extends FindingText {
  readonly word: ExplainedWord
  readonly area: Area
  /** What it says of an image. */
  readonly means: string
  readonly example: Example | null
}

/** A kind or a reason without its meaning does not compile. */
const MEANINGS: Readonly<Record<ExplainedWord, Meaning>> = {
  ...REASON_MEANINGS,
  ...ADVICE_MEANINGS,
  ...START_MEANINGS,
  ...LAYER_MEANINGS,
}

const TEXTS: Readonly<Record<ExplainedWord, FindingText>> = { ...REASON_TEXTS, ...FINDING_TEXTS }

/** Every page, area by area. */
export const PAGES: readonly Page[] = Object.keys(MEANINGS).filter(isExplained).map(pageOf)

export function pageOf(word: ExplainedWord): Page {
  return { word, ...TEXTS[word], ...MEANINGS[word], example: EXAMPLES[word] ?? null }
}

export function isExplained(word: string): word is ExplainedWord {
  return Object.hasOwn(MEANINGS, word)
}
