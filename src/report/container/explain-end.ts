import type { Diagnosis } from '../../analysis/doctor.ts'
import {
  type ContainerLog,
  type ContainerRecord,
  type ContainerState,
  isRunning,
} from '../../image/container.ts'
import type { Severity } from '../../image/finding.ts'
import { formatBytes } from '../format-bytes.ts'
import { exitCodeMeaning } from './exit-code.ts'

/**
 * Why a container is as it is, in one paragraph: what its exit code means, and what doctor's findings have to do with
 * it. Doctor judges the files as they are now; where the container has run all the same, that is said.
 */
export function explainEnd(record: ContainerRecord, diagnosis: Diagnosis): string {
  const { state } = record
  const sentences = [endSentence(record), restartSentence(state), doctorSentence(record, diagnosis)]
  return sentences.filter(sentence => sentence !== null).join(' ')
}

function endSentence(record: ContainerRecord): string {
  const { state } = record
  const { exitCode, startedAt } = state
  if (isRunning(state)) return state.status === 'paused' ? 'It is paused.' : 'It runs.'
  if (startedAt === null && exitCode === 0 && state.error === null) return 'It was created and never started.'
  if (startedAt === null) return `It never ran: ${exitCode} means that ${refusalMeaning(exitCode)}.`
  if (kernelRefusal(record) !== null) {
    return `The last line of its log is the runtime's, not the program's: the kernel would not execute it, and ${exitCode} is the runtime's exit code.`
  }
  if (isLoaderRefusal(record)) {
    return `The last line of its log is the loader's, not the program's: ${exitCode} is how it ends when a library is missing or does not fit.`
  }
  if (exitCode === KILLED) return killedSentence(state)
  if (exitCode === NOT_FOUND || exitCode === NOT_EXECUTABLE) {
    const what =
      exitCode === NOT_FOUND
        ? 'did not find a command, or its loader a library'
        : 'found a command that cannot be executed'
    return `${exitCode}: it was started, and then a shell in it ${what}.`
  }
  return `${exitCode}: ${exitCodeMeaning(exitCode)}.`
}

const NOT_EXECUTABLE = 126
const NOT_FOUND = 127
const KILLED = 137

/** Of a container the engine could not start. */
function refusalMeaning(code: number): string {
  const known = code === NOT_FOUND || code === NOT_EXECUTABLE || code === 125
  return known ? exitCodeMeaning(code) : 'the engine could not start it, for the reason above'
}

function killedSentence({ oomKilled, memoryLimit }: ContainerState): string {
  if (!oomKilled)
    return '137: 128 + 9, SIGKILL. Memory was not the reason, says the engine: it was docker kill, docker stop after it had waited in vain, or something else on the machine.'
  const limit = memoryLimit === null ? 'its memory limit' : `its limit of ${formatBytes(memoryLimit)}`
  return `137: 128 + 9, SIGKILL, because it needed more memory than ${limit}.`
}

/** What the runtime writes into the log when `execve` fails; newer runtimes tell the engine instead. */
function kernelRefusal({ state, log }: ContainerRecord): string | null {
  if (state.exitCode !== 1 && state.exitCode !== 255) return null
  const last = lastLine(log)
  return EXEC_FAILED.test(last) ? last : null
}

/** Whether the dynamic loader ended it: glibc's with 127, or 1 for a version of a symbol; musl's with 127. */
function isLoaderRefusal({ state, log }: ContainerRecord): boolean {
  return (state.exitCode === 1 || state.exitCode === NOT_FOUND) && LOADER_FAILED.test(lastLine(log))
}

const LOADER_FAILED =
  /: error while loading shared libraries: |: version `[^']+' not found |^Error (?:loading shared library|relocating) /

function lastLine(log: ContainerLog): string {
  return log.kind === 'lines' ? (log.lines.at(-1)?.text ?? '') : ''
}

const EXEC_FAILED =
  /^(?:standard_init_linux\.go:\d+: )?exec (?:\S+: |user process caused[ :"]+)(?:no such file or directory|permission denied|exec format error|invalid argument)/

function restartSentence({ restarts, oomKilled, exitCode }: ContainerState): string | null {
  const oom = oomKilled && exitCode !== KILLED ? 'A process in it was killed for want of memory.' : null
  if (restarts === 0) return oom
  const again = `The engine started it again ${restarts === 1 ? 'once' : `${restarts} times`}.`
  return oom === null ? again : `${oom} ${again}`
}

function doctorSentence(record: ContainerRecord, diagnosis: Diagnosis): string | null {
  const { verdict } = diagnosis
  if (verdict === 'will not start') {
    const [first, ...more] = messagesOf(diagnosis, 'error')
    const rest = more.length === 0 ? '' : ` And ${more.length} more below.`
    return `${isStartFailure(record) ? 'Doctor says why' : 'Started as it is now, it would fail, says doctor'}: ${first ?? ''}${rest}`
  }
  if (verdict === 'unknown')
    return 'Doctor could not look at everything that decides about its start; see below.'
  if (!isBad(record)) return null
  if (isStartFailure(record))
    return `Doctor finds nothing in its files that keeps it from starting${mountHint(record)}.`
  const [warning] = messagesOf(diagnosis, 'warning')
  if (warning !== undefined) return `It starts, says doctor, but: ${warning}`
  return 'It starts, says doctor: its program, loader and libraries are in order.'
}

function messagesOf({ findings }: Diagnosis, severity: Severity): string[] {
  return findings.filter(each => each.severity === severity).map(({ message }) => message)
}

/** Whether what ended it is that it could not be started. */
function isStartFailure(record: ContainerRecord): boolean {
  const { startedAt, exitCode } = record.state
  const isRefused = startedAt === null && exitCode !== 0
  const isByOther = kernelRefusal(record) !== null || isLoaderRefusal(record)
  return isRefused || isByOther || [NOT_EXECUTABLE, NOT_FOUND].includes(exitCode)
}

/** Whether it ended otherwise than by itself and well, or because somebody asked it to. */
function isBad({ state }: ContainerRecord): boolean {
  return !isRunning(state) && ![0, 130, 143].includes(state.exitCode)
}

function mountHint({ mounts }: ContainerRecord): string {
  return mounts.length === 0 ? '' : `; what is mounted over them (${mounts.join(', ')}) it cannot see`
}
