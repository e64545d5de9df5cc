import type { Step } from '../../image/image.ts'
import { readInstruction } from '../../image/instruction.ts'
import { splitBuildArguments, splitShell } from '../../image/shell-prefix.ts'
import type { BuilderKind } from './cache-explanation.ts'

/** A step as its builder recorded it, taken apart into what decides about the cache. */
export interface RecordedStep {
  readonly step: Step
  readonly builder: BuilderKind
  /** `RUN`, `COPY`, …; empty when it is none of a Dockerfile's. */
  readonly keyword: string
  /** What the Dockerfile says, without build arguments and checksums. */
  readonly text: string
  /** Program and options that ran it; `null` when it did not run, or is not recorded. */
  readonly shell: string | null
  /** `NAME=value` of the build arguments it could see. */
  readonly buildArguments: readonly string[]
  /** The classic builder's checksum of what was copied. */
  readonly checksum: string | null
}

export function recordedStep(step: Step): RecordedStep {
  const { text, buildArguments } = readInstruction(step.createdBy, step.comment)
  const note = buildArguments.length === 0 ? '' : ` (with ${buildArguments.join(', ')})`
  const words = text.endsWith(note) ? text.slice(0, text.length - note.length) : text
  const plain = words.replace(CHECKSUM, '$1')
  return {
    step,
    builder: step.comment?.startsWith('buildkit.') ? 'buildkit' : 'classic',
    keyword: /^[A-Z]+(?=\s|$)/.exec(plain)?.[0] ?? '',
    text: plain,
    shell: splitShell(commandOf(step.createdBy))?.shell ?? null,
    buildArguments,
    checksum: /\b(?:file|dir|multi):([0-9a-f]{64})/.exec(step.createdBy)?.[1] ?? null,
  }
}

/** As `readInstruction` shortens it. */
const CHECKSUM = /\b(file|dir|multi):[0-9a-f]{12}…?/g

function commandOf(createdBy: string): string {
  return splitBuildArguments(createdBy.replace(/^RUN\s+/, '')).command
}

/** Whether it copies files into the image. */
export function isCopy({ keyword }: RecordedStep): boolean {
  return keyword === 'COPY' || keyword === 'ADD'
}

/** Values by name. */
export function argumentValues({ buildArguments }: RecordedStep): ReadonlyMap<string, string> {
  return new Map(
    buildArguments.map(argument => {
      const at = argument.indexOf('=')
      return at < 0 ? [argument, ''] : [argument.slice(0, at), argument.slice(at + 1)]
    }),
  )
}
