import type { Diagnosis } from '../../analysis/doctor.ts'
import { type ContainerRecord, type ContainerState, isRunning } from '../../image/container.ts'
import { displayText } from '../display-name.ts'
import { formatBytes } from '../format-bytes.ts'
import { formatSpan } from '../format-span.ts'
import { type Line, lineWidth, type Segment, shown, words } from '../line.ts'
import { cutLine } from '../text-table.ts'
import { wrapText } from '../wrap-text.ts'
import { explainEnd } from './explain-end.ts'
import { logText } from './log-text.ts'

/**
 * What became of a container, for the beginning of doctor's report:
 *
 *   state    exited (127) 3 minutes ago, after 10 seconds
 *   image    api:1
 *   engine   exec: "server": executable file not found in $PATH
 *   mounts   /data
 *   log      stderr  sh: 1: server: not found
 *
 *   127: it was started, and then a shell in it did not find a command. Doctor says why: …
 */
export function containerLines(
  container: ContainerRecord,
  diagnosis: Diagnosis,
  width: number | null,
): Line[] {
  const { state, image, mounts } = container
  const memory = state.memoryLimit === null ? [] : [`at most ${formatBytes(state.memoryLimit)}`]
  return [
    ...labelled('state', [stateWords(container)], width, isRunning(state) ? 'plain' : stateTone(state)),
    ...labelled('image', [image], width),
    ...labelled('engine', state.error === null ? [] : [state.error], width),
    ...labelled('memory', memory, width),
    ...labelled('mounts', mounts.length === 0 ? [] : [mounts.join(', ')], width),
    ...logLines(container, width),
    [],
    ...wrapped(explainEnd(container, diagnosis), width).map(line => [shown(line)]),
  ]
}

const LABEL_WIDTH = 'engine  '.length

function labelled(
  label: string,
  texts: readonly string[],
  width: number | null,
  tone: Segment['tone'] = 'plain',
): Line[] {
  const room = width === null ? null : width - LABEL_WIDTH
  return texts
    .flatMap(text => wrapped(text, room))
    .map((line, at) => [words((at === 0 ? label : '').padEnd(LABEL_WIDTH), 'faint'), shown(line, tone)])
}

function wrapped(text: string, width: number | null) {
  return wrapText(displayText(text), width === null ? Number.POSITIVE_INFINITY : Math.max(NARROWEST, width))
}

/** Narrower columns of prose nobody reads. */
const NARROWEST = 30

function stateTone({ exitCode, error }: ContainerState): Segment['tone'] {
  return exitCode === 0 && error === null ? 'plain' : 'error'
}

/** `exited (137) 3 minutes ago, after 10 seconds, out of memory, started again twice`. */
export function stateWords({ state, askedAt }: ContainerRecord): string {
  const { status, exitCode, oomKilled, restarts, startedAt, finishedAt } = state
  const code = isRunning(state) || (startedAt === null && exitCode === 0) ? '' : ` (${exitCode})`
  const extras = [
    ...(startedAt === null ? ['never started'] : []),
    ...runWords(state),
    ...(oomKilled ? ['out of memory'] : []),
    ...(restarts === 0 ? [] : [`started again ${restarts === 1 ? 'once' : `${restarts} times`}`]),
  ]
  const since = isRunning(state) ? startedAt : finishedAt
  const span = since === null ? null : formatSpan(since, askedAt)
  const when = span === null ? '' : isRunning(state) ? ` for ${span}` : ` ${span} ago`
  return [`${status}${code}${when}`, ...extras].join(', ')
}

function runWords(state: ContainerState): string[] {
  const { startedAt, finishedAt } = state
  if (isRunning(state) || startedAt === null || finishedAt === null) return []
  const span = formatSpan(startedAt, finishedAt)
  return span === null ? [] : [`after ${span}`]
}

function logLines({ log }: ContainerRecord, width: number | null): Line[] {
  if (log.kind === 'refused') return labelled('log', [`the engine does not tell: ${log.answer}`], width)
  if (log.lines.length === 0) return labelled('log', ['empty'], width)
  return log.lines.map(({ stream, text, cut }, at) => {
    const line = [
      words((at === 0 ? 'log' : '').padEnd(LABEL_WIDTH), 'faint'),
      words(stream === 'terminal' ? '' : `${stream}  `, 'faint'),
      shown(logText(text)),
      ...(cut ? [words(' … (cut)', 'faint')] : []),
    ]
    return width === null || lineWidth(line) <= width ? line : cutLine(line, width)
  })
}
