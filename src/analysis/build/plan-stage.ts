import {
  type Instruction,
  instructionText,
  type Stage,
  type Written,
} from '../../image/dockerfile/dockerfile.ts'
import type { Part, PlannedStage, PlannedStep, StepDraft } from './build-plan.ts'
import { draftCopy } from './draft-copy.ts'
import { draftRun } from './draft-run.ts'
import { EDITED } from './edit-instruction.ts'
import type { Key } from './key-book.ts'
import type { Planning } from './planning.ts'
import { absolutePath } from './posix-path.ts'
import { imagePart, stageCalled } from './stage-references.ts'
import {
  NEW_SCOPE,
  type StageScope,
  substituteGlobally,
  substituteIn,
  withArguments,
  withEnvironment,
} from './stage-scope.ts'

/** A stage with what it hands on: its scope, and the triggers of whatever starts from it. */
export interface StageOutcome {
  readonly stage: PlannedStage
  readonly scope: StageScope
  readonly triggers: readonly Instruction[]
}

/**
 * The steps of a stage, each looked up by the key of the one before it and its own parts. With the classic builder
 * every instruction is such a step. BuildKit makes steps of RUN, COPY, ADD and WORKDIR; ENV, ARG, USER and SHELL only
 * change the RUNs after them, LABEL, CMD and the like nothing.
 */
export function planStage(
  stage: Stage,
  before: Omit<Planning, 'scope'> & { readonly outcomes: readonly StageOutcome[] },
): StageOutcome {
  const { text: base, used } = substituteGlobally(stage.from.image, before.globals, before.inputs)
  const parent = before.outcomes.find(({ stage: { index } }) => index === stageCalled(base, before)?.index)
  const from: StepDraft =
    parent === undefined
      ? { parts: base === 'scratch' ? [] : [imagePart(base, before.inputs)], used }
      : { parts: [], used }
  const key =
    parent === undefined
      ? before.book.key(null, partTexts([...from.parts, textPart(base)]))
      : parent.stage.key
  const first = finished(stage.from, from, 'from', key)
  const triggers = (parent?.triggers ?? []).map(trigger => ({
    ...trigger,
    line: stage.from.line,
    lastLine: stage.from.lastLine,
  }))
  const walk: Walk = { scope: startingScope(parent, before), key, steps: [first], triggers: [] }
  const triggered = triggers.reduce((now, trigger) => walkOn(now, trigger, before, 'ONBUILD '), walk)
  const { steps, scope, ...end } = stage.instructions.reduce(
    (now, each) => walkOn(now, each, before),
    triggered,
  )
  return {
    stage: {
      index: stage.index,
      name: stage.name,
      base: base.replaceAll(EDITED, ''),
      baseStage: parent?.stage.index ?? null,
      isBuilt: true,
      steps,
      key: end.key,
    },
    scope,
    triggers: end.triggers,
  }
}

interface Walk {
  readonly scope: StageScope
  readonly key: Key
  readonly steps: readonly PlannedStep[]
  readonly triggers: readonly Instruction[]
}

/** ARGs of a stage reach whoever starts from it where they stand in the environment, so with BuildKit. */
function startingScope(parent: StageOutcome | undefined, { inputs }: Pick<Planning, 'inputs'>): StageScope {
  if (parent === undefined) return NEW_SCOPE
  return inputs.builder === 'buildkit' ? parent.scope : { ...parent.scope, arguments: [] }
}

function walkOn(walk: Walk, instruction: Instruction, before: Omit<Planning, 'scope'>, prefix = ''): Walk {
  const planning: Planning = { ...before, scope: walk.scope }
  const draft = draftStep(instruction, planning)
  const role = draft === null ? 'config' : 'step'
  const own = draft ?? { parts: [] }
  const { own: key, left } =
    draft === null ? { own: walk.key, left: walk.key } : keysOf(walk.key, own, before)
  return {
    scope: scopeAfter(instruction, planning),
    key: left,
    steps: [...walk.steps, finished(instruction, own, role, key, prefix)],
    triggers: instruction.kind === 'onbuild' ? [...walk.triggers, instruction.trigger] : walk.triggers,
  }
}

/** What a step is looked up by, and the key of what it leaves. With `--link` only the second has what came before. */
function keysOf(parent: Key, { parts, isLinked = false }: StepDraft, { book }: Pick<Planning, 'book'>) {
  const texts = partTexts(parts)
  const own = book.key(isLinked ? null : parent, texts)
  return { own, left: isLinked ? book.key(parent, [`link ${own}`]) : own }
}

/** `null`: the builder makes no step of it. */
function draftStep(instruction: Instruction, planning: Planning): StepDraft | null {
  if (instruction.kind === 'run') return draftRun(instruction, planning)
  if (instruction.kind === 'copy') return draftCopy(instruction, planning)
  const { inputs, scope } = planning
  const { text, used } = substituteIn(scope, instruction.operands, inputs.dockerfile.directives.escape)
  if (inputs.builder === 'classic') return { parts: [textPart(`${instruction.keyword} ${text}`)], used }
  if (instruction.kind !== 'workdir' || absolutePath(text, scope.workdir) === '/') return null
  const owner = scope.user === 'root' ? '0' : scope.user // whom the directory belongs to; BuildKit knows root's number
  const user: Part = { label: 'USER', value: owner, origin: { kind: 'setting', keyword: 'USER' } }
  return { parts: [textPart(absolutePath(text, scope.workdir)), user], used }
}

function scopeAfter(instruction: Instruction, { inputs, scope, globals }: Planning): StageScope {
  const escapedBy = inputs.dockerfile.directives.escape
  const text = () => substituteIn(scope, instruction.operands, escapedBy).text
  switch (instruction.kind) {
    case 'env':
      return withEnvironment(scope, instruction, escapedBy)
    case 'arg':
      return withArguments(scope, instruction, inputs, globals)
    case 'workdir':
      return { ...scope, workdir: absolutePath(text(), scope.workdir) }
    case 'user':
      return { ...scope, user: text() }
    case 'shell':
      return { ...scope, shell: instruction.operands }
    case 'run':
    case 'copy':
    case 'onbuild':
    case 'config':
      return scope
    default:
      return instruction satisfies never
  }
}

function finished(
  written: Written,
  draft: StepDraft,
  role: PlannedStep['role'],
  key: Key,
  prefix = '',
): PlannedStep {
  const { parts, used = [], reads = [], certainty = 'keyed', missing = [], isLinked = false } = draft
  return {
    line: written.line,
    lastLine: written.lastLine,
    instruction: `${prefix}${instructionText(written)}`.replaceAll(EDITED, ''),
    role,
    written: JSON.stringify([written.keyword, written.operands, written.heredocs]),
    parts,
    used,
    reads,
    certainty,
    missing,
    isLinked,
    key,
  }
}

function textPart(value: string): Part {
  return { label: 'text', value, origin: { kind: 'text' } }
}

function partTexts(parts: readonly Part[]): string[] {
  return parts.map(({ label, value }) => `${label}=${value}`)
}
