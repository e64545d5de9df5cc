import type { Language } from '../../../src/report/content-kind/language.ts'
import { contentLine } from '../../../src/report/content-text.ts'
import { sliceText } from '../../../src/report/display-name.ts'
import { lowestLine, windowLines } from '../../../src/store/selectors/viewer/window-lines.ts'
import type { ContentWindow, FileContent } from '../../../src/store/viewer-state.ts'
import { type Span, spansByLine } from './code-spans.ts'

/** Lines that are parsed together: few, because a key that is pressed meanwhile waits. */
const BLOCK_LINES = 50

/** Lines in front of them that are parsed too, so that a comment or a text that began there is known. */
const MARGIN_LINES = 30

/** Of a longer line the rest stays plain: nobody wrote it by hand, and expressions on it take their time. */
const LONGEST_LINE = 1000

/** Milliseconds of processor time for a block; what somebody prepared for a grammar may take more, and stays plain. */
const PATIENCE = 500

/** The styled stretches of lines from a certain one on. */
interface ParsedLines {
  readonly from: number
  readonly spans: readonly (readonly Span[])[]
}

type Blocks = Map<number, ParsedLines>

const parsed = new WeakMap<ContentWindow, Blocks>()
const tooHard = new WeakSet<ContentWindow>()

/** The styled stretches of a line that was parsed; `undefined` when it was not. */
export function spansOfLine({ window }: FileContent, line: number): readonly Span[] | undefined {
  if (window === null) return undefined
  const block = parsed.get(window)?.get(blockOf(line))
  return block?.spans[line - block.from]
}

/** The block to parse next, for a screen of lines: what is on it, then what comes next, then what was before. */
export function nextBlock(content: FileContent, top: number, rows: number): number | undefined {
  const { window, lines } = content
  if (window === null || tooHard.has(window)) return undefined
  const known = parsed.get(window)
  const [first, last] = [blockOf(top), blockOf(top + rows)]
  const [least, most] = [blockOf(lowestLine(content)), blockOf(Math.max(0, lines.total - 1))]
  return [first, last, last + 1, first - 1].find(
    block => block >= least && block <= most && known?.has(block) !== true,
  )
}

function blockOf(line: number): number {
  return Math.floor(line / BLOCK_LINES)
}

/** Parses a block of lines; that takes a few milliseconds. */
export async function parseBlock(content: FileContent, language: Language, block: number): Promise<void> {
  const { window } = content
  if (window === null) return
  const { parseCode } = await import('./grammars.ts')
  const from = Math.max(lowestLine(content), block * BLOCK_LINES - MARGIN_LINES, 0)
  const lines = windowLines(content, from, (block + 1) * BLOCK_LINES - from, LONGEST_LINE)
  const text = lines.map(line => sliceText(contentLine(line.text), 0, LONGEST_LINE)).join('\n')
  const before = process.cpuUsage()
  const spans = spansByLine(parseCode(language, text))
  if (process.cpuUsage(before).user / 1000 > PATIENCE) tooHard.add(window)
  const blocks: Blocks = parsed.get(window) ?? new Map()
  parsed.set(window, blocks.set(block, { from, spans }))
}
