import { formatCount } from './format-number.ts'
import { type Line, lineText } from './line.ts'
import { codeBlock, folded } from './markdown-text.ts'

/** `layerscope tree --format markdown`: the drawing, a screen of it; more is folded, and what is too long counted. */
export function treeMarkdown(drawing: Iterable<Line>): string {
  const kept: string[] = []
  let count = 0
  for (const line of drawing) if (count++ < SHOWN + FOLDED) kept.push(lineText(line))
  const more = kept.slice(SHOWN)
  const left = count - kept.length
  return [
    codeBlock(kept.slice(0, SHOWN)),
    ...(more.length === 0 ? [] : [folded(`${formatCount(more.length)} more lines`, codeBlock(more))]),
    ...(left === 0 ? [] : [`… and ${formatCount(left)} more lines, left out here\n`]),
  ].join('\n')
}

/** Lines that fit a screen. */
const SHOWN = 30
/** Further lines that fit a comment beside other things. */
const FOLDED = 470
