import type { CheckReport, Diagnosis, Verdict } from '../analysis/doctor.ts'
import type { Finding, Severity } from '../image/finding.ts'
import { containerLines } from './container/container-text.ts'
import { displayName, displayText } from './display-name.ts'
import { FINDING_TEXTS } from './finding-text.ts'
import { EMPTY_LINE, type Line, shown, type Tone, words } from './line.ts'
import { type Column, tableLines } from './text-table.ts'
import { wrapText } from './wrap-text.ts'

export interface DoctorTextOptions {
  /** As the user typed it. */
  readonly reference: string
  /** Columns there are; `null` where nobody counts. */
  readonly width: number | null
}

/**
 * `layerscope doctor`: the verdict, the process as the runtime will run it, every check with what was looked at, and
 * behind each finding why it matters and the line that helps. Of a container first what became of it.
 *
 *   api:broken   will not start
 *
 *   argv   ["/server"]
 *   …
 *   ok       process      Entrypoint ["/server"], Cmd []
 *   error    loader       /server asks for /lib64/ld-linux-x86-64.so.2
 *                         /server is a dynamic program, but …
 */
export function doctorText(diagnosis: Diagnosis, { reference, width }: DoctorTextOptions): Line[] {
  const title: Line = [
    words(`${reference}   `, 'heading'),
    words(diagnosis.verdict, VERDICT_TONES[diagnosis.verdict]),
  ]
  const inChecks = new Set(diagnosis.checks.flatMap(({ findings }) => findings))
  const general = diagnosis.findings.filter(finding => !inChecks.has(finding))
  return [
    title,
    EMPTY_LINE,
    ...containerPart(diagnosis, width),
    ...processLines(diagnosis, width),
    EMPTY_LINE,
    ...general.flatMap(finding => findingLines(finding, ' '.repeat(WORD_WIDTH), width)),
    ...diagnosis.checks.flatMap(check => checkLines(check, width)),
  ]
}

function containerPart(diagnosis: Diagnosis, width: number | null): Line[] {
  const { container } = diagnosis
  return container === null ? [] : [...containerLines(container, diagnosis, width), EMPTY_LINE]
}

const VERDICT_TONES = {
  starts: 'added',
  'will not start': 'error',
  unknown: 'warning',
} as const satisfies Record<Verdict, Tone>

const FIELDS: readonly Column[] = [
  { title: '', align: 'left' },
  { title: '', align: 'left' },
]

function processLines({ process: { argv, path, user, cwd } }: Diagnosis, width: number | null): Line[] {
  const command = `[${argv.map(word => JSON.stringify(word)).join(', ')}]`
  return tableLines(
    FIELDS,
    [
      [words('argv', 'faint'), words(command)],
      [words('path', 'faint'), path === null ? words('none') : shown(displayName(path))],
      [words('user', 'faint'), words(user === '' ? '0:0' : user)],
      [words('cwd', 'faint'), words(cwd)],
    ],
    width,
  )
}

/** Columns of `warning` and of the longest name of a check, with what keeps them apart. */
const WORD_WIDTH = 'warning  '.length
const NAME_WIDTH = 'temporary files  '.length

function checkLines({ name, lookedAt, findings }: CheckReport, width: number | null): Line[] {
  const worst = worstOf({ findings })
  const indent = ' '.repeat(WORD_WIDTH + NAME_WIDTH)
  const isLooked = typeof lookedAt === 'string'
  const none = isLooked ? words('ok'.padEnd(WORD_WIDTH), 'added') : words('-'.padEnd(WORD_WIDTH), 'faint')
  const word = worst === null ? none : words(worst.padEnd(WORD_WIDTH), TONES[worst])
  const looked = isLooked
    ? wrapped(lookedAt, indent, width, 'plain')
    : wrapped(lookedAt.because, indent, width, 'faint')
  const [, ...first] = looked[0] ?? []
  return [
    [word, words(name.padEnd(NAME_WIDTH), 'faint'), ...first],
    ...looked.slice(1),
    ...findings.flatMap(finding => findingLines(finding, indent, width)),
  ]
}

/** The severity of the worst finding of a check; `null` when nothing is wrong. */
export function worstOf({ findings }: Pick<CheckReport, 'findings'>): Severity | null {
  return SEVERITIES.find(severity => findings.some(each => each.severity === severity)) ?? null
}

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'note']
const TONES = { error: 'error', warning: 'warning', note: 'faint' } as const satisfies Record<Severity, Tone>

/** A note says what is there; why it might matter is `layerscope explain`'s. */
function findingLines(finding: Finding, indent: string, width: number | null): Line[] {
  const { why, fix } = FINDING_TEXTS[finding.kind]
  const remedy = finding.fix ?? fix
  return [
    ...wrapped(finding.message, indent, width, TONES[finding.severity]),
    ...finding.evidence.flatMap(line => wrapped(line, `${indent}  `, width, 'faint')),
    ...(finding.severity === 'note' ? [] : wrapped(why, indent, width, 'faint')),
    ...(remedy === null ? [] : wrapped(`fix: ${remedy}`, indent, width, 'heading')),
  ]
}

/** A text in lines behind an indent, which is the first segment of each. */
function wrapped(text: string, indent: string, width: number | null, tone: Tone): Line[] {
  const room = width === null ? Number.POSITIVE_INFINITY : Math.max(NARROWEST, width - indent.length)
  return wrapText(displayText(text), room).map(line => [words(indent), shown(line, tone)])
}

/** Narrower columns of prose nobody reads. */
const NARROWEST = 30
