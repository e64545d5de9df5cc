import type { Change } from '../../analysis/build/apply-changes.ts'
import { BUILDERS, type Builder } from '../../analysis/build/build-inputs.ts'
import { fail } from '../../errors.ts'
import type { OptionInfo } from '../command.ts'
import { A_FILE, AN_IMAGE, NOTHING, oneOf } from '../command.ts'
import { type OptionValues, text, texts } from '../option-values.ts'

export const PREDICT_OPTIONS: readonly OptionInfo[] = [
  { syntax: '-f, --file <FILE>', description: 'the Dockerfile (CONTEXT/Dockerfile)', completes: A_FILE },
  { syntax: '--changed <PATH...>', description: 'files or directories that change', completes: A_FILE },
  { syntax: '--changed-mode <PATH...>', description: 'files whose mode changes', completes: A_FILE },
  {
    syntax: '--changed-since <REF>',
    description: 'all that differs from a commit, branch or tag of Git',
    completes: NOTHING,
  },
  {
    syntax: '--changed-line <N>',
    description: 'a line of the Dockerfile that changes',
    completes: NOTHING,
    repeats: true,
  },
  { syntax: '--new-file <FILE>', description: 'the Dockerfile becomes this one', completes: A_FILE },
  {
    syntax: '--changed-arg <NAME[=VALUE]>',
    description: 'a build argument that gets another value',
    completes: NOTHING,
    repeats: true,
  },
  {
    syntax: '--changed-base [STAGE]',
    description: 'the image that STAGE starts from is another; every one without STAGE',
    completes: NOTHING,
  },
  {
    syntax: '--build-arg <NAME=VALUE>',
    description: 'as in docker build',
    completes: NOTHING,
    repeats: true,
  },
  { syntax: '--target <STAGE>', description: 'as in docker build', completes: NOTHING },
  {
    syntax: '--image <IMAGE>',
    description: 'the image of the last build: how many bytes are to be pushed again',
    completes: AN_IMAGE,
  },
  {
    syntax: '--timings <LOG>',
    description: 'log of the last build, in plain progress: how long the steps took',
    completes: A_FILE,
  },
  {
    syntax: '--builder <BUILDER>',
    description: 'buildkit, or classic: Docker before 23, and DOCKER_BUILDKIT=0',
    completes: oneOf(BUILDERS),
  },
]

/** The builder asked for; BuildKit unless another is. */
export function builderOf(values: OptionValues): Builder {
  const given = text(values, 'builder')
  if (given === null) return 'buildkit'
  return (
    BUILDERS.find(builder => builder === given) ??
    usage(`--builder is "${given}"; it takes ${BUILDERS.join(' or ')}.`)
  )
}

/** `--build-arg NAME=VALUE`; without `=` the value is the environment's, as in docker build. */
export function buildArguments(
  values: OptionValues,
  variables: Readonly<Record<string, string | undefined>>,
): ReadonlyMap<string, string> {
  return new Map(
    texts(values, 'buildArg').flatMap((word): [string, string][] => {
      const { name, value } = nameAndValue(word)
      const known = value ?? variables[name]
      return known === undefined ? [] : [[name, known]]
    }),
  )
}

/** `--changed-line`, `--changed-arg` and `--changed-base`: what needs no file to be looked at. */
export function plainChanges(values: OptionValues): Change[] {
  const lines = texts(values, 'changedLine').map(
    given => ({ kind: 'line', line: lineNumber(given) }) as const,
  )
  const names = texts(values, 'changedArg').map(
    given => ({ kind: 'argument', ...nameAndValue(given) }) as const,
  )
  const base = values['changedBase']
  const of = typeof base === 'string' ? base : null
  return [...lines, ...names, ...(base === undefined ? [] : [{ kind: 'base', of } as const])]
}

function lineNumber(given: string): number {
  return /^[1-9]\d{0,8}$/.test(given)
    ? Number(given)
    : usage(`--changed-line is "${given}"; it takes the number of a line, from 1.`)
}

function nameAndValue(word: string): { name: string; value: string | null } {
  const at = word.indexOf('=')
  const name = at === -1 ? word : word.slice(0, at)
  if (!/^\w+$/.test(name)) usage(`"${word}" is no build argument; they are written NAME=VALUE.`)
  return { name, value: at === -1 ? null : word.slice(at + 1) }
}

function usage(message: string): never {
  return fail({ kind: 'usage', message })
}
