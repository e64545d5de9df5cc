import type { Finding } from './finding.ts'
import type { Step } from './image.ts'
import { type Instruction, readInstruction } from './instruction.ts'

/** One entry of a history, as a config or an engine tells it. */
export interface HistoryEntry {
  readonly createdBy: string
  /** RFC 3339, as recorded. */
  readonly created: string | null
  readonly comment: string | null
  /** Marked as making no layer. */
  readonly empty: boolean
  /** Unpacked bytes an engine reports; `null` when the source does not say. */
  readonly reportedBytes: number | null
}

export interface MatchedSteps {
  readonly steps: readonly Step[]
  /** Per layer, the step that made it, or `null`: "(no history)". */
  readonly stepOfLayer: readonly (number | null)[]
  readonly findings: readonly Finding[]
}

/**
 * Says which step made which layer. Steps not marked empty own one layer each, in order; when there are more or fewer
 * of them than layers, nobody knows which is whose.
 *
 *     counts agree                                         one to one
 *     they agree once ENV, CMD, USER … count as empty      one to one, and a finding
 *     else (squashed, missing or surplus history)          layers without steps, and a finding
 *
 * Layers always win, and instructions never shift silently (semantics §3): a wrong instruction is worse than none.
 */
export function matchSteps(history: readonly HistoryEntry[], layers: number): MatchedSteps {
  const instructions = history.map(entry => readInstruction(entry.createdBy, entry.comment))
  const marked = indexesWhere(history, entry => !entry.empty)
  const able = marked.filter(index => instructions[index]?.writesFiles !== false)
  const owners = marked.length === layers ? marked : able.length === layers ? able : []
  const layerOfStep = new Map(owners.map((step, layer) => [step, layer]))
  return {
    steps: history.map((entry, index) =>
      toStep(entry, index, layerOfStep.get(index) ?? null, instructions[index]),
    ),
    stepOfLayer: Array.from({ length: layers }, (_, layer) => owners[layer] ?? null),
    findings: marked.length === layers ? [] : [mismatchFinding(marked.length, layers, owners.length > 0)],
  }
}

function indexesWhere<Value>(values: readonly Value[], holds: (value: Value) => boolean): number[] {
  return values.flatMap((value, index) => (holds(value) ? [index] : []))
}

function toStep(
  entry: HistoryEntry,
  index: number,
  layer: number | null,
  instruction: Instruction | undefined,
): Step {
  return {
    index,
    layer,
    instruction: instruction?.text ?? '',
    createdBy: entry.createdBy,
    created: entry.created,
    comment: entry.comment,
    empty: entry.empty,
    reportedBytes: entry.reportedBytes,
  }
}

function mismatchFinding(steps: number, layers: number, resolved: boolean): Finding {
  const counts = `The history has ${steps} ${steps === 1 ? 'step' : 'steps'} that made a layer, the image ${layers} ${layers === 1 ? 'layer' : 'layers'}`
  return {
    kind: 'historyMismatch',
    severity: resolved ? 'note' : 'warning',
    layer: null,
    path: null,
    bytes: null,
    message: resolved
      ? `${counts}; steps that cannot write files (ENV, CMD, …) were taken as empty.`
      : `${counts}, so layers are shown without instructions.`,
    evidence: [`steps ${steps}`, `layers ${layers}`],
  }
}
