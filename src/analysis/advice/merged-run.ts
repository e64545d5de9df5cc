import type { ImageDocuments } from '../../image/image.ts'
import { readInstruction } from '../../image/instruction.ts'
import { pairsForm } from '../dockerfile-words.ts'
import type { LayerStep } from './layer-steps.ts'
import type { Remedy } from './remedies.ts'
import { joinScripts } from './shell-lines.ts'

/** RUN steps to be written as one, and what has to stand at its end or before its command. */
export interface RunChange {
  readonly steps: readonly LayerStep[]
  readonly cleanUps: readonly string[]
  readonly mounts: readonly CacheMount[]
  readonly rewrites: readonly NonNullable<Remedy['rewrite']>[]
}

/** A directory that a cache mount keeps out of the layer. */
export interface CacheMount {
  readonly target: string
  /** Every RUN that uses it: without the mount there it would be filled once more. */
  readonly layers: readonly number[]
}

/** The lines of a Dockerfile that do it; ENV and ARG of between stand above. `null` for scripts of several lines. */
export function mergedRun(change: RunChange, documents: ImageDocuments): string | null {
  const scripts = change.steps.map(({ operands }) => operands)
  if (scripts.some(script => script.includes('\n') || script.startsWith('['))) return null
  const changed = scripts.map(script => change.rewrites.reduce((text, rewrite) => rewrite(text), script))
  const missing = change.cleanUps.filter(cleanUp => !scripts.some(script => script.includes(cleanUp)))
  const kept = change.mounts.filter(({ target }) => !scripts.some(script => removes(script, target)))
  const mounts = kept.map(({ target }) => `--mount=type=cache,target=${target}`)
  const options = [...new Set([...change.steps.flatMap(step => step.options), ...mounts])]
  const script = joinScripts([...changed, ...missing])
  const command = options.length === 0 ? `RUN ${script}` : `RUN ${options.join(' ')} \\\n    ${script}`
  return [...settingsBetween(change.steps, documents), command, ...elsewhere(kept, change.steps)].join('\n')
}

/** What is mounted cannot be deleted; a script that deletes it needs no mount. */
function removes(script: string, target: string): boolean {
  const removed = [...script.matchAll(/\brm\s([^&;|]*)/g)].flatMap(([, words = '']) => words.split(/\s+/))
  return removed.some(word => word.startsWith('/') && `${target}/`.startsWith(word.replace(/\/?\*?$/, '/')))
}

function elsewhere(mounts: readonly CacheMount[], steps: readonly LayerStep[]): string[] {
  return mounts.flatMap(({ target, layers }) => {
    const others = layers.filter(layer => steps.every(step => step.layer !== layer))
    if (others.length === 0) return []
    return [`# the mount of ${target} also in the RUN of layer ${others.join(', ')}`]
  })
}

function settingsBetween(steps: readonly LayerStep[], documents: ImageDocuments): string[] {
  const [first, last] = [steps[0]?.step, steps.at(-1)?.step]
  if (first == null || last == null) return []
  return documents.steps
    .slice(first.index + 1, last.index)
    .map(({ createdBy, comment }) => readInstruction(createdBy, comment).text)
    .filter(text => /^(?:ENV|ARG) /.test(text))
    .map(text =>
      text.replace(
        /^(ENV|ARG) (.*)$/s,
        (_, keyword: string, words: string) => `${keyword} ${pairsForm(words)}`,
      ),
    )
}

/**
 * Whether all that stands from one layer to another can be one RUN: nothing but RUN makes a layer there, and nothing
 * changes how a RUN is run.
 */
export function canMerge(steps: readonly LayerStep[], documents: ImageDocuments): boolean {
  const [first, last] = [steps[0]?.step, steps.at(-1)?.step]
  if (first == null || last == null || steps.some(({ keyword }) => keyword !== 'RUN')) return false
  return documents.steps
    .slice(first.index, last.index + 1)
    .every(({ instruction }) => !/^(?:FROM|USER|WORKDIR|SHELL|VOLUME|COPY|ADD)\b/.test(instruction))
}
