import type { Finding, Severity } from '../image/finding.ts'
import { countOf } from './amount.ts'
import { displayCode, displayText } from './display-name.ts'
import { FINDING_TEXTS } from './finding-text.ts'
import { formatBytes } from './format-bytes.ts'
import { EMPTY_LINE, type Line, shown, type Tone, words } from './line.ts'
import { wrapText } from './wrap-text.ts'

/**
 * What could be better, each with its evidence, why it matters and what to change:
 *
 *   warning   82.9 MB  Package lists of apt, written by layer 1 (RUN apt-get update), deleted again by …
 *                      50,103,112 bytes: /var/lib/apt/lists/…
 *                      A layer cannot take bytes out of the layers below it: …
 *                      fix: Make one RUN of those of layers 1, 2 and 3:
 *                           RUN apt-get update \
 *                            && …
 *                      more: layerscope explain wastedPackageLists
 */
export function adviceLines(findings: readonly Finding[], width: number | null): Line[] {
  const told = new Set<string>()
  return findings.flatMap((finding, at) => [
    ...(at === 0 ? [] : [EMPTY_LINE]),
    ...headLines(finding, width),
    ...finding.evidence.flatMap(line => wrapped(line, width, 'faint')),
    ...once(told, FINDING_TEXTS[finding.kind].why, why => wrapped(why, width, 'faint')),
    ...wholeFix(finding, told, width),
    ...once(told, `more: layerscope explain ${finding.kind}`, line => wrapped(line, width, 'faint')),
  ])
}

/** The first of them, in two lines each, and where the others are. */
export function topAdviceLines(
  findings: readonly Finding[],
  { width, reference, top }: { width: number; reference: string; top: number },
): Line[] {
  const more = findings.length - top
  return [
    ...findings
      .slice(0, top)
      .flatMap(finding => [...headLines(finding, width), ...firstFixLine(finding, width)]),
    ...(more <= 0
      ? []
      : [[words(`and ${countOf(more, 'more', 'more')}: layerscope waste ${reference}`, 'faint')]]),
  ]
}

/** What to do, whole. */
export function fixOf({ kind, fix }: Pick<Finding, 'kind' | 'fix'>): string {
  return fix ?? FINDING_TEXTS[kind].fix ?? 'Nothing has to be done.'
}

/** The sentence a fix begins with. */
export function firstFixSentence(finding: Pick<Finding, 'kind' | 'fix'>): string {
  return fixOf(finding).split('\n', 1).join('').replace(/:$/, '.')
}

export const SEVERITY_TONES = {
  error: 'error',
  warning: 'warning',
  note: 'faint',
} as const satisfies Record<Severity, Tone>

const SEVERITY_WIDTH = 'warning  '.length
const BYTES_WIDTH = '999.9 kB  '.length
const INDENT = ' '.repeat(SEVERITY_WIDTH + BYTES_WIDTH)

function headLines({ severity, bytes, message }: Finding, width: number | null): Line[] {
  const amount = bytes === null ? '' : formatBytes(bytes)
  return wrapped(message, width, 'plain').map((line, at) => {
    const [, ...text] = line
    return at === 0
      ? [
          words(severity.padEnd(SEVERITY_WIDTH), SEVERITY_TONES[severity]),
          words(`${amount.padStart(BYTES_WIDTH - 2)}  `, 'waste'),
          ...text,
        ]
      : line
  })
}

function firstFixLine(finding: Finding, width: number): Line[] {
  return wrapped(`fix: ${firstFixSentence(finding)}`, width, 'heading')
}

/** The lines of a Dockerfile stand below the sentence as they are to be written: they are not wrapped. */
function wholeFix(finding: Finding, told: Set<string>, width: number | null): Line[] {
  const fix = fixOf(finding)
  if (told.has(fix)) return wrapped('fix: the same as above', width, 'heading')
  told.add(fix)
  const [sentence = '', ...code] = fix.split('\n')
  return [
    ...wrapped(`fix: ${sentence}`, width, 'heading'),
    ...code.map((line): Line => [words(`${INDENT}     `), shown(displayCode(line))]),
  ]
}

function once(told: Set<string>, text: string, tell: (text: string) => Line[]): Line[] {
  if (told.has(text)) return []
  told.add(text)
  return tell(text)
}

/** A text in lines behind an indent, which is the first segment of each. */
function wrapped(text: string, width: number | null, tone: Tone): Line[] {
  const room = width === null ? Number.POSITIVE_INFINITY : Math.max(NARROWEST, width - INDENT.length)
  return wrapText(displayText(text), room).map(line => [words(INDENT), shown(line, tone)])
}

/** Narrower columns of prose nobody reads. */
const NARROWEST = 40
