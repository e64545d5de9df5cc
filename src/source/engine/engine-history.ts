import { readInstruction } from '../../image/instruction.ts'
import type { HistoryEntry } from '../../image/steps.ts'
import { type Answer, numberAt, textAt } from './answer-fields.ts'
import { isoTime } from './list-images.ts'

/**
 * The history an engine tells, oldest first. It lists the newest first and does not say which steps made a layer:
 *
 *     bytes reported                     made one
 *     ENV, CMD, USER …                   made none
 *     RUN, COPY, WORKDIR, … without      may have made an empty one (BuildKit) or none (the classic builder drops them)
 *
 * How many of the last kind did follows from the number of layers when it is all, none, or all but the WORKDIRs.
 * Else they count as layers; there are then too many of them, and no step is given a layer until the export tells.
 */
export function readEngineHistory(newestFirst: readonly Answer[], layers: number): HistoryEntry[] {
  const steps = newestFirst.toReversed().map(readStep)
  const wanted = layers - steps.filter(step => step.role === 'layer').length
  const emptyRoles = undecidedThatAreEmpty(steps, wanted)
  return steps.map(({ entry, role }) => ({ ...entry, empty: role === 'none' || emptyRoles.has(role) }))
}

interface EngineStep {
  readonly entry: HistoryEntry
  readonly role: Role
}

/** What a step can have made. */
type Role = 'layer' | 'none' | 'perhaps' | 'perhapsWorkdir'

function readStep(answer: Answer): EngineStep {
  const createdBy = textAt(answer, 'CreatedBy') ?? ''
  const comment = textAt(answer, 'Comment') || null
  const reportedBytes = numberAt(answer, 'Size')
  const created = isoTime(numberAt(answer, 'Created'))
  return {
    entry: { createdBy, created, comment, empty: false, reportedBytes },
    role: roleOf(createdBy, comment, reportedBytes ?? 0),
  }
}

function roleOf(createdBy: string, comment: string | null, bytes: number): Role {
  if (bytes > 0) return 'layer'
  const { text, writesFiles } = readInstruction(createdBy, comment)
  if (!writesFiles) return 'none'
  return /^WORKDIR\b/.test(text) ? 'perhapsWorkdir' : 'perhaps'
}

function undecidedThatAreEmpty(steps: readonly EngineStep[], wanted: number): ReadonlySet<Role> {
  const count = (role: Role) => steps.filter(step => step.role === role).length
  if (wanted === 0) return new Set(['perhaps', 'perhapsWorkdir'])
  if (wanted === count('perhaps') && count('perhapsWorkdir') > 0) return new Set(['perhapsWorkdir'])
  return new Set()
}
