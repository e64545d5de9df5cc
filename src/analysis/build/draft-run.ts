import type { Flag, RunInstruction } from '../../image/dockerfile/dockerfile.ts'
import type { Part, StepDraft } from './build-plan.ts'
import { matchSources } from './copy-sources.ts'
import { filePart } from './draft-copy.ts'
import type { Planning } from './planning.ts'
import { imagePart, stageCalled } from './stage-references.ts'
import { find, type StageScope, type Variable } from './stage-scope.ts'

/**
 * RUN is looked up by its command and by what the process is given: never by what the command would do. A new package
 * on a server changes nothing.
 */
export function draftRun(instruction: RunInstruction, planning: Planning): StepDraft {
  const { inputs, scope } = planning
  const command = commandPart(instruction)
  if (inputs.builder === 'classic') return { parts: [...argumentParts(planning), command] }
  const mounts = instruction.flags
    .filter(({ name }) => name === 'mount')
    .map(flag => draftMount(flag, planning))
  return {
    parts: [...processParts(instruction, scope), command, ...mounts.flatMap(({ parts }) => parts)],
    reads: mounts.flatMap(({ reads = [] }) => reads),
    certainty: mounts.some(({ certainty }) => certainty === 'never') ? 'never' : 'keyed',
  }
}

/**
 * The classic builder puts every ARG in front of the command: `|1 VERSION=2 /bin/sh -c make`. A proxy is not among
 * them, but where it is all there is, the command still begins with `|0`.
 */
function argumentParts({ scope, inputs }: Planning): Part[] {
  const given = scope.arguments.filter(({ name }) => find(scope.environment, name) === undefined)
  const hasProxy = [...inputs.buildArguments.keys()].some(name => PROXIES.test(name))
  const prefix = given.length > 0 || hasProxy ? `|${given.length}` : ''
  return [...given.map(variablePart), { label: 'prefix', value: prefix, origin: { kind: 'prefix' } }]
}

/** Every build knows these without an ARG, and no builder looks a step up by their value. */
export const PROXIES = /^(?:(?:https?|ftp|no|all)_proxy|(?:HTTPS?|FTP|NO|ALL)_PROXY)$/

/** What BuildKit hands to the process. ARGs stand in its environment. */
function processParts({ exec }: RunInstruction, { environment, workdir, user, shell }: StageScope): Part[] {
  const order = environment.map(({ name }) => name).join(' ')
  return [
    ...environment.map(variablePart),
    { label: 'order', value: order, origin: { kind: 'order' } },
    { label: 'WORKDIR', value: workdir, origin: { kind: 'setting', keyword: 'WORKDIR' } },
    { label: 'USER', value: user, origin: { kind: 'setting', keyword: 'USER' } },
    ...(exec === null
      ? [{ label: 'SHELL', value: shell, origin: { kind: 'setting', keyword: 'SHELL' } } as const]
      : []),
  ]
}

function variablePart(variable: Variable): Part {
  return { label: `variable ${variable.name}`, value: variable.value, origin: { kind: 'variable', variable } }
}

function commandPart({ flags, command, exec, heredocs }: RunInstruction): Part {
  const options = flags.map(({ name, value }) => `--${name}=${value ?? ''}`)
  const value = JSON.stringify([options, exec ?? command, heredocs.map(({ content }) => content)])
  return { label: 'text', value, origin: { kind: 'text' } }
}

/**
 * What a RUN reads through a bind mount counts by its content, like what COPY takes; a writable one cannot be looked
 * up. What a cache mount holds counts nothing.
 */
function draftMount({ value }: Flag, planning: Planning): StepDraft {
  const fields = mountFields(value ?? '')
  const isBind = (fields.get('type') ?? 'bind') === 'bind'
  const isWritable = ['rw', 'readwrite'].some(name => fields.has(name) && fields.get(name) !== 'false')
  const from = fields.get('from')
  if (from !== undefined) return mountFrom(from, isBind && !isWritable, planning)
  if (!isBind) return { parts: [] }
  const source = fields.get('source') ?? fields.get('src') ?? '/'
  const { files, missing } = matchSources(planning.inputs.context, [source], { excludes: [], parents: false })
  return { parts: files.map(filePart), missing, certainty: isWritable ? 'never' : 'keyed' }
}

/** A stage mounted to be written to is looked up by how it was made, like one a stage starts from. */
function mountFrom(from: string, byContent: boolean, planning: Planning): StepDraft {
  const stage = stageCalled(from, planning)
  if (stage === undefined) return { parts: [imagePart(from, planning.inputs)] }
  const origin = { kind: 'output', stage: stage.index } as const
  const value = byContent ? (stage.name ?? `${stage.index}`) : `${stage.key}`
  return { parts: [{ label: `output ${stage.index}`, value, origin }], reads: [stage.index] }
}

/** `type=bind,source=go.mod,target=/src/go.mod,ro`. */
function mountFields(text: string): ReadonlyMap<string, string> {
  return new Map(
    text.split(',').map(field => {
      const at = field.indexOf('=')
      return at === -1 ? [field.toLowerCase(), ''] : [field.slice(0, at).toLowerCase(), field.slice(at + 1)]
    }),
  )
}
