import type {
  CacheExplanation,
  ExplainedStep,
  LayerRelation,
  StepState,
} from '../../analysis/cache/cache-explanation.ts'
import { amount, countOf } from '../amount.ts'
import { displayText } from '../display-name.ts'
import { formatBytes } from '../format-bytes.ts'
import { EMPTY_LINE, type Line, shown, type Tone, words } from '../line.ts'
import { type Cell, type Column, cutLine, tableLines } from '../text-table.ts'
import { wrapText } from '../wrap-text.ts'
import { adviceText } from './advice-text.ts'
import { causeEvidence, causeSentence, causeWords } from './cause-text.ts'
import { stepStrip } from './step-strip.ts'

export interface ExplainTextOptions {
  /** As the user typed them. */
  readonly old: string
  readonly new: string
  /** Columns there are; `null` where nobody counts. */
  readonly width: number | null
  readonly ascii: boolean
}

/**
 * `layerscope cache explain`: what missed first and why, then every step, then what was pushed for nothing and what
 * would have kept the cache.
 */
export function explainText(explanation: CacheExplanation, options: ExplainTextOptions): Line[] {
  const lines = [
    [words('OLD  ', 'faint'), words(options.old, 'heading')],
    [words('NEW  ', 'faint'), words(options.new, 'heading')],
    ...(explanation.isReversed ? [[words(REVERSED, 'warning')]] : []),
    EMPTY_LINE,
    verdictLine(explanation, options),
    ...missLines(explanation, options.width),
    EMPTY_LINE,
    ...stepLines(explanation.steps, options.width),
    ...repushedLines(explanation, options.width),
    ...adviceLines(explanation, options.width),
  ]
  return options.width === null ? lines : lines.map(line => cutLine(line, options.width ?? 0))
}

/** Told before anything else: read the wrong way round, everything is true and nothing useful. */
export const REVERSED = 'NEW was made before OLD. The build before comes first: cache explain OLD NEW.'

/** `██████░░░  6 of 9 steps cached, 3 ran again`. */
export function verdictLine(
  { steps, cached, ran }: CacheExplanation,
  { ascii }: Pick<ExplainTextOptions, 'ascii'>,
): Line {
  const own = steps.filter(({ state }) => state === 'cached' || state === 'ran')
  return [
    ...stepStrip(
      own.map(({ state }) => state === 'cached'),
      ascii,
    ),
    words(own.length === 0 ? '' : '  '),
    words(ran === 0 ? `no miss: ${countOf(cached, 'step')} cached` : verdict(cached, ran), 'heading'),
  ]
}

function verdict(cached: number, ran: number): string {
  return `${cached} of ${countOf(cached + ran, 'step')} cached, ${ran} ran`
}

function missLines({ steps, firstMiss }: CacheExplanation, width: number | null): Line[] {
  const missed = firstMiss === null ? undefined : steps[firstMiss]
  if (missed?.cause == null) return []
  return [
    EMPTY_LINE,
    [words('first miss  ', 'faint'), words(oneLine(missed.instruction), 'warning')],
    ...indented(causeSentence(missed.cause), width, 'plain'),
    ...causeEvidence(missed.cause, MOST_EVIDENCE).flatMap(line => indented(line, width, evidenceTone(line))),
  ]
}

/** Files told; JSON has all. */
const MOST_EVIDENCE = 8

function evidenceTone(line: string): Tone {
  return line.startsWith('- ') ? 'removed' : line.startsWith('+ ') ? 'added' : 'modified'
}

/** The steps as a table: what became of each, why, and of its files. */
export function stepLines(steps: readonly ExplainedStep[], width: number | null): Line[] {
  return tableLines(COLUMNS, steps.map(stepCells), width)
}

const COLUMNS: readonly Column[] = [
  { title: 'Layer', align: 'right' },
  { title: 'Cache', align: 'left' },
  { title: 'Why', align: 'left' },
  { title: 'Files', align: 'left' },
  { title: 'Again', align: 'right' },
  { title: 'Instruction', align: 'left' },
]

function stepCells(step: ExplainedStep): Cell[] {
  const { state, cause, files, repushedBytes, instruction } = step
  return [
    words(String(step.new?.layer ?? '')),
    words(STATES[state].text, STATES[state].tone),
    words(cause === null ? '' : causeWords(cause)),
    words(
      state === 'ran' && files !== null ? RELATIONS[files] : '',
      files === 'sameFiles' ? 'warning' : 'plain',
    ),
    words(repushedBytes === 0 ? '' : formatBytes(repushedBytes), 'waste'),
    words(oneLine(instruction), state === 'setting' || state === 'base' ? 'faint' : 'plain'),
  ]
}

const STATES: Readonly<Record<StepState, { readonly text: string; readonly tone: Tone }>> = {
  base: { text: 'base', tone: 'faint' },
  cached: { text: 'cached', tone: 'added' },
  ran: { text: 'ran', tone: 'warning' },
  setting: { text: 'setting', tone: 'faint' },
  removed: { text: 'gone', tone: 'removed' },
}

/** What became of a step's files. */
export const RELATIONS: Readonly<Record<LayerRelation, string>> = {
  sameLayer: 'same layer',
  recompressed: 'same layer',
  sameFiles: 'same files',
  changed: 'changed',
  unread: 'not read',
}

/** What went over the wire for nothing; no line when nothing did. */
export function repushedSentence({ repushedBytes, repushedTransferBytes }: CacheExplanation): string | null {
  if (repushedBytes === 0) return null
  const transfer = repushedTransferBytes === null ? '' : `, ${amount(repushedTransferBytes)} as pushed`
  return `${amount(repushedBytes)} unpacked${transfer}: layers with the same files as before, in another blob`
}

function repushedLines(explanation: CacheExplanation, width: number | null): Line[] {
  const sentence = repushedSentence(explanation)
  if (sentence === null) return []
  return [EMPTY_LINE, [words('pushed again for nothing', 'waste')], ...indented(sentence, width, 'plain')]
}

function adviceLines({ advice }: CacheExplanation, width: number | null): Line[] {
  if (advice.length === 0) return []
  return [
    EMPTY_LINE,
    [words('what would have kept the cache', 'heading')],
    ...advice.flatMap(each => indented(adviceText(each), width, 'plain')),
  ]
}

function indented(text: string, width: number | null, tone: Tone): Line[] {
  const room = width === null ? Number.POSITIVE_INFINITY : Math.max(NARROWEST, width - INDENT.length)
  return wrapText(displayText(text), room).map(line => [words(INDENT), shown(line, tone)])
}

const INDENT = '  '
/** Narrower columns of prose nobody reads. */
const NARROWEST = 30

/** A here-document has more lines. */
function oneLine(instruction: string): string {
  return instruction.replace(/\s+/g, ' ').trim()
}
