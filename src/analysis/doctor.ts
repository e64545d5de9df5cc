import type { ContainerRecord } from '../image/container.ts'
import type { Finding, Severity } from '../image/finding.ts'
import type { TreePath } from '../image/tree-path.ts'
import type { Analysis } from './analysis.ts'
import { architecture } from './checks/architecture.ts'
import { certificates } from './checks/certificates.ts'
import { type Check, type CheckName, type CheckOutcome, startUnknown } from './checks/check.ts'
import { executable } from './checks/executable.ts'
import { healthcheck } from './checks/healthcheck.ts'
import { interpreter } from './checks/interpreter.ts'
import { libraries } from './checks/libraries.ts'
import { loader } from './checks/loader.ts'
import { process } from './checks/process.ts'
import { program } from './checks/program.ts'
import { runtime } from './checks/runtime.ts'
import { script } from './checks/script.ts'
import { temporaryFiles } from './checks/temporary-files.ts'
import { timeZones } from './checks/time-zones.ts'
import { user } from './checks/user.ts'
import { workdir } from './checks/workdir.ts'
import { type Subject, subjectOf } from './start/subject.ts'

export type Verdict = 'starts' | 'will not start' | 'unknown'

/** Whether an image, or a container, starts, as far as it can be told without running it (semantics §9). */
export interface Diagnosis {
  readonly verdict: Verdict
  readonly process: StartedProcess
  /** What became of the container; `null` for an image. */
  readonly container: ContainerRecord | null
  /** In the order a start goes through them. */
  readonly checks: readonly CheckReport[]
  /** Of all checks, errors first. */
  readonly findings: readonly Finding[]
}

/** The process as the runtime will run it. */
export interface StartedProcess {
  readonly argv: readonly string[]
  /** The file the kernel is handed first, links followed; `null` when there is none. */
  readonly path: TreePath | null
  /** `uid:gid`; USER as configured where nobody knows whom it means. */
  readonly user: string
  readonly cwd: string
}

export interface CheckReport extends CheckOutcome {
  readonly name: CheckName
}

/** Every check, in the order a start goes through them. A new one is a file and a line here. */
const CHECKS: readonly Check[] = [
  process,
  user,
  workdir,
  program,
  executable,
  architecture,
  script,
  interpreter,
  loader,
  libraries,
  runtime,
  certificates,
  timeZones,
  temporaryFiles,
  healthcheck,
]

/** Runs every check. Never throws, whatever the image holds. */
export function diagnose(analysis: Analysis): Diagnosis {
  const subject = subjectOf(analysis)
  const checks = isLinux(analysis) ? CHECKS.map(check => report(check, subject, analysis.complete)) : []
  const findings = [...generalFindings(analysis), ...checks.flatMap(each => each.findings)]
  return {
    verdict: verdictOf(findings),
    process: startedProcess(subject),
    container: analysis.documents.container ?? null,
    checks,
    findings: findings.toSorted((left, right) => RANKS[left.severity] - RANKS[right.severity]),
  }
}

/** One error is enough; without any, one thing that cannot be known. The order of the findings does not matter. */
export function verdictOf(findings: readonly Finding[]): Verdict {
  if (findings.some(({ severity }) => severity === 'error')) return 'will not start'
  return findings.some(({ kind }) => kind === 'startUnknown') ? 'unknown' : 'starts'
}

const RANKS = { error: 0, warning: 1, note: 2 } as const satisfies Record<Severity, number>

function isLinux({ documents }: Analysis): boolean {
  return documents.platform.os === 'linux'
}

function generalFindings(analysis: Analysis): readonly Finding[] {
  const { os } = analysis.documents.platform
  if (!isLinux(analysis))
    return [startUnknown(`The image is for ${os}; doctor knows how linux starts a process.`)]
  return analysis.layers
    .filter(layer => layer.kind === 'unreadable')
    .map(({ index }) =>
      startUnknown(`What layer ${index} adds, changes or removes is not known: it could not be read.`),
    )
}

/** Of an image read in part nothing is sure but what its config says: a missing layer may bring or take any file. */
function report(check: Check, subject: Subject, complete: boolean): CheckReport {
  const { lookedAt, findings } = check.run(subject)
  const isSure = complete || check === process
  return {
    name: check.name,
    lookedAt,
    findings: isSure
      ? findings
      : findings.map(each => (each.severity === 'error' ? { ...each, severity: 'warning' } : each)),
  }
}

function startedProcess({ argv, programs, user: who, place, config }: Subject): StartedProcess {
  const [first] = programs
  const { uid, gid } = who.credentials
  return {
    argv,
    path: first?.lookUp.kind === 'found' ? first.lookUp.path : null,
    user: who.problem === null ? `${uid}:${gid}` : config.user,
    cwd: place.cwd.path,
  }
}
