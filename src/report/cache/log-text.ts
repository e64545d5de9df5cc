import { type LoggedStep, logTotals } from '../../analysis/cache/log/build-log.ts'
import { pairLogs } from '../../analysis/cache/log/line-up.ts'
import { countOf } from '../amount.ts'
import { EMPTY_LINE, type Line, words } from '../line.ts'
import { type Cell, type Column, cutLine, tableLines } from '../text-table.ts'
import { BUILDER_NAMES, STATE_TONES, secondsCell, stepSeconds, stepText } from './log-cells.ts'
import { logFigures } from './log-difference.ts'
import type { NamedLog } from './named-log.ts'
import { stepStrip } from './step-strip.ts'

export interface LogTextOptions {
  /** Columns there are; `null` where nobody counts. */
  readonly width: number | null
  readonly ascii: boolean
}

/** `layerscope cache log`: the steps of one build, or of two beside each other. */
export function logText(first: NamedLog, second: NamedLog | null, options: LogTextOptions): Line[] {
  const lines = second === null ? oneLog(first, options) : twoLogs(first, second, options)
  const { width } = options
  return width === null ? lines : lines.map(line => cutLine(line, width))
}

function oneLog(named: NamedLog, options: LogTextOptions): Line[] {
  const { log } = named
  const columns = columnsOf(named)
  return [
    titleLine('', named),
    EMPTY_LINE,
    verdictLine(named, options),
    ...noteLines([named]),
    EMPTY_LINE,
    ...tableLines(
      columns.map(([column]) => column),
      log.steps.map(step => columns.map(([, cell]) => cell(step))),
      options.width,
    ),
  ]
}

type StepColumn = readonly [Column, (step: LoggedStep) => Cell]

/** Lines only with a Dockerfile, stages only where there are several. */
function columnsOf({ log, lines }: NamedLog): readonly StepColumn[] {
  const line: StepColumn = [
    { title: 'Line', align: 'right' },
    step => words(String(lines.get(step) ?? ''), 'faint'),
  ]
  const stage: StepColumn = [{ title: 'Stage', align: 'left' }, step => words(step.stage, 'faint')]
  return [
    ...(lines.size > 0 ? [line] : []),
    ...(log.steps.some(step => step.stage !== '') ? [stage] : []),
    [{ title: 'Cache', align: 'left' }, step => words(step.state, STATE_TONES[step.state])],
    [{ title: 'Seconds', align: 'right' }, step => words(stepSeconds(step))],
    [{ title: 'Instruction', align: 'left' }, step => words(stepText(step))],
  ]
}

function twoLogs(a: NamedLog, b: NamedLog, options: LogTextOptions): Line[] {
  const figures = logFigures(a, b).map((figure): Cell[] => [
    words(figure.title),
    words(figure.a),
    words(figure.b),
    words(figure.difference, 'heading'),
  ])
  return [
    titleLine('A  ', a),
    titleLine('B  ', b),
    EMPTY_LINE,
    [words('A  ', 'faint'), ...verdictLine(a, options)],
    [words('B  ', 'faint'), ...verdictLine(b, options)],
    ...noteLines([a, b]),
    EMPTY_LINE,
    ...tableLines(FIGURES, figures, null),
    EMPTY_LINE,
    ...tableLines(
      PAIRS,
      pairLogs(a.log, b.log).map(pair => pairCells(pair.a, pair.b)),
      options.width,
    ),
  ]
}

const FIGURES: readonly Column[] = [
  { title: '', align: 'left' },
  { title: 'A', align: 'right' },
  { title: 'B', align: 'right' },
  { title: 'Difference', align: 'right' },
]

const PAIRS: readonly Column[] = [
  { title: 'A', align: 'left' },
  { title: 'Seconds', align: 'right' },
  { title: 'B', align: 'left' },
  { title: 'Seconds', align: 'right' },
  { title: 'Instruction', align: 'left' },
]

function pairCells(a: LoggedStep | null, b: LoggedStep | null): Cell[] {
  return [...stateCells(a), ...stateCells(b), words(pairText(a, b))]
}

function stateCells(step: LoggedStep | null): Cell[] {
  if (step === null) return [words('·', 'faint'), words('')]
  return [words(step.state, STATE_TONES[step.state]), words(stepSeconds(step))]
}

/** Both where the words differ. */
export function pairText(a: LoggedStep | null, b: LoggedStep | null): string {
  const [inA, inB] = [a === null ? null : stepText(a), b === null ? null : stepText(b)]
  return inA === null || inB === null || inA === inB ? (inA ?? inB ?? '') : `${inA}  →  ${inB}`
}

function titleLine(letter: string, { name, log }: NamedLog): Line {
  return [words(letter, 'faint'), words(name, 'heading'), words(`   ${BUILDER_NAMES[log.builder]}`, 'faint')]
}

/** `██████░░░  6 of 9 steps cached, 3 ran in 3.4 s`. */
export function verdictLine({ log }: NamedLog, { ascii }: Pick<LogTextOptions, 'ascii'>): Line {
  const { steps, cached, ran, seconds } = logTotals(log)
  const time = seconds === null || ran === 0 ? '' : ` in ${secondsCell(seconds)} s`
  return [
    ...stepStrip(
      log.steps.map(({ state }) => state === 'cached'),
      ascii,
    ),
    words(`  ${cached} of ${countOf(steps, 'step')} cached, ${ran} ran${time}`, 'heading'),
  ]
}

/** What the logs do not tell. */
export function logNotes(logs: readonly NamedLog[]): string[] {
  const untimed = logs.filter(({ log }) => logTotals(log).seconds === null)
  const cut = logs.filter(({ log }) => log.isCut)
  return [
    ...untimed.map(({ name, log }) => `${name}: ${untimedReason(log.builder)}`),
    ...cut.map(({ name }) => `${name} has more steps than are read.`),
  ]
}

function untimedReason(builder: NamedLog['log']['builder']): string {
  return builder === 'buildkit'
    ? 'not every step that ran was finished, so their seconds are not known.'
    : 'its builder prints no seconds; a log whose lines begin with the time has them (docker build . 2>&1 | ts %FT%TZ).'
}

function noteLines(logs: readonly NamedLog[]): Line[] {
  return logNotes(logs).map(note => [words(note, 'faint')])
}
