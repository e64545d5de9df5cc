import { type CopyInstruction, flagValue, hasFlag } from '../../image/dockerfile/dockerfile.ts'
import type { ContextFile } from './build-inputs.ts'
import type { Part, StepDraft } from './build-plan.ts'
import { matchSources } from './copy-sources.ts'
import type { Planning } from './planning.ts'
import { absolutePath, relativePath } from './posix-path.ts'
import { imagePart, stageCalled } from './stage-references.ts'
import { substituteIn } from './stage-scope.ts'

/**
 * COPY and ADD are looked up by what they take (names, modes and content, never times) and where it goes. What comes
 * from another stage counts by its content too: the same files again are a hit, however they were made.
 */
export function draftCopy(instruction: CopyInstruction, planning: Planning): StepDraft {
  const { inputs, scope } = planning
  const substituted = [...instruction.sources, instruction.destination].map(word =>
    substituteIn(scope, word, inputs.dockerfile.directives.escape),
  )
  const sources = substituted.slice(0, -1).map(({ text }) => text)
  const destination = absolutePath(substituted.at(-1)?.text ?? '', scope.workdir)
  const used = substituted.flatMap(each => each.used)
  const text = textPart(instruction, sources, destination)
  const isLinked = inputs.builder === 'buildkit' && hasFlag(instruction.flags, 'link')
  const from = flagValue(instruction.flags, 'from')
  if (from !== null) return { ...copyFrom(from, text, planning), used, isLinked }
  if (sources.some(isDownload)) return { parts: [text], used, isLinked, certainty: 'download' }
  const { files, missing } = matchSources(inputs.context, sources, {
    excludes: instruction.flags.flatMap(({ name, value }) =>
      name === 'exclude' && value !== null ? [value] : [],
    ),
    parents: hasFlag(instruction.flags, 'parents'),
  })
  return { parts: [text, ...files.map(filePart)], used, isLinked, missing }
}

/** A file of the context, as builders compare it. */
export function filePart({ path, type, mode, content }: ContextFile): Part {
  return { label: `file ${path}`, value: `${type} ${mode} ${content}`, origin: { kind: 'file', path } }
}

/** What is downloaded is looked at again in every build: a URL, a Git repository. */
export function isDownload(source: string): boolean {
  return /^(?:https?|ftp|git|ssh):\/\/|^git@/.test(source)
}

function copyFrom(from: string, text: Part, planning: Planning): StepDraft {
  const stage = stageCalled(from, planning)
  if (stage === undefined) return { parts: [text, imagePart(from, planning.inputs)] }
  return {
    parts: [
      text,
      {
        label: 'output',
        value: stage.name ?? `${stage.index}`,
        origin: { kind: 'output', stage: stage.index },
      },
    ],
    reads: [stage.index],
  }
}

/** Only the last name of a source counts; what it stands for does so by its files. */
function textPart(
  { keyword, flags, heredocs }: CopyInstruction,
  sources: readonly string[],
  destination: string,
): Part {
  const options = flags
    .filter(({ name }) => name !== 'from')
    .map(({ name, value }) => `--${name}=${value ?? ''}`)
  const names = sources.map(source => (isDownload(source) ? source : lastName(source)))
  const value = JSON.stringify([keyword, options, names, heredocs.map(({ content }) => content), destination])
  return { label: 'text', value, origin: { kind: 'text' } }
}

function lastName(source: string): string {
  return relativePath(source).split('/').at(-1) ?? ''
}
