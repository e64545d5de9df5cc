import type { ArgInstruction, EnvInstruction, EscapeCharacter } from '../../image/dockerfile/dockerfile.ts'
import { substitute } from '../../image/dockerfile/substitute.ts'
import type { BuildInputs } from './build-inputs.ts'

/** A variable with the line that gave it its value. */
export interface Variable {
  readonly name: string
  readonly value: string
  readonly line: number
  readonly origin: 'ARG' | 'ENV'
}

/** What the instructions so far leave for those that follow. */
export interface StageScope {
  /** In the order a process finds them. */
  readonly environment: readonly Variable[]
  /** ARGs of this stage; a process finds them too, where the builder keeps them apart from ENV. */
  readonly arguments: readonly Variable[]
  readonly workdir: string
  readonly user: string
  /** As SHELL gives it; empty: the image's own. */
  readonly shell: string
}

export const NEW_SCOPE: StageScope = { environment: [], arguments: [], workdir: '/', user: '', shell: '' }

/** Text with its variables put in, and those it used. */
export interface Substituted {
  readonly text: string
  readonly used: readonly Variable[]
}

export function substituteIn(scope: StageScope, text: string, escapedBy: EscapeCharacter): Substituted {
  const used: Variable[] = []
  const substituted = substitute(
    text,
    name => {
      const variable = find(scope.environment, name) ?? find(scope.arguments, name)
      if (variable !== undefined) used.push(variable)
      return variable?.value // what only the base image sets is the same as long as that is
    },
    escapedBy,
  )
  return { text: substituted, used }
}

/** ENV: it hides an ARG of the same name. */
export function withEnvironment(
  scope: StageScope,
  { variables, line }: EnvInstruction,
  escapedBy: EscapeCharacter,
) {
  const values = variables.map(({ name, value }): Variable => {
    return { name, value: substituteIn(scope, value, escapedBy).text, line, origin: 'ENV' }
  })
  return { ...scope, environment: replaced(scope.environment, values) }
}

/**
 * ARG: its value is what `--build-arg` says, else the default, else what the ARG of that name before the first FROM
 * has. BuildKit puts it into the environment at once; the classic builder keeps it until a RUN asks.
 */
export function withArguments(
  scope: StageScope,
  { names, line }: ArgInstruction,
  inputs: BuildInputs,
  globals: readonly Variable[],
): StageScope {
  const escapedBy = inputs.dockerfile.directives.escape
  let now = scope
  for (const { name, value: fallback } of names) {
    const value =
      inputs.buildArguments.get(name) ??
      (fallback === null ? find(globals, name)?.value : substituteIn(now, fallback, escapedBy).text) ??
      platformArgument(name, inputs)
    if (value === undefined) continue
    const list = inputs.builder === 'buildkit' ? 'environment' : 'arguments'
    now = { ...now, [list]: replaced(now[list], [{ name, value, line, origin: 'ARG' }]) }
  }
  return now
}

/** The ARGs before the first FROM. */
export function globalVariables(inputs: BuildInputs): readonly Variable[] {
  let scope = NEW_SCOPE
  for (const each of inputs.dockerfile.globalArguments) scope = withArguments(scope, each, inputs, [])
  return inputs.builder === 'buildkit' ? scope.environment : scope.arguments
}

/** The text of a FROM line with the global ARGs put in. */
export function substituteGlobally(
  text: string,
  globals: readonly Variable[],
  inputs: BuildInputs,
): Substituted {
  const used: Variable[] = []
  const lookup = (name: string) => {
    const variable = find(globals, name)
    if (variable !== undefined) used.push(variable)
    return variable?.value ?? platformArgument(name, inputs)
  }
  return { text: substitute(text, lookup, inputs.dockerfile.directives.escape), used }
}

export function find(variables: readonly Variable[], name: string): Variable | undefined {
  return variables.find(variable => variable.name === name)
}

/** A variable set again stands at the end, as in a builder's list. */
function replaced(variables: readonly Variable[], values: readonly Variable[]): readonly Variable[] {
  const names = new Set(values.map(({ name }) => name))
  return [...variables.filter(({ name }) => !names.has(name)), ...values]
}

/** What BuildKit defines for every build. */
function platformArgument(name: string, { platform, builder }: BuildInputs): string | undefined {
  const [, side, part] = /^(BUILD|TARGET)(PLATFORM|OS|ARCH|VARIANT)$/.exec(name) ?? []
  if (builder === 'classic' || side === undefined || part === undefined) return undefined
  const [os, architecture, variant] = platform.split('/')
  const values: Readonly<Record<string, string | undefined>> = {
    PLATFORM: platform,
    OS: os,
    ARCH: architecture,
    VARIANT: variant ?? '',
  }
  return values[part]
}
