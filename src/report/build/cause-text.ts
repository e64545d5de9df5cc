import type { Cause, FileChange } from '../../analysis/build/causes.ts'
import { countOf } from '../amount.ts'

/** Why a step comes from the cache or does not, for somebody who has never read how a builder decides. */
export function causeText(cause: Cause): string {
  switch (cause.kind) {
    case 'same':
      return cause.files === 0 ? 'nothing it depends on changes' : `${countOf(cause.files, 'path')} as before`
    case 'sameImage':
      return cause.image === 'scratch' ? 'empty, always the same' : 'the same image'
    case 'fromStage':
      return cause.runs ? `stage ${cause.stage} runs again` : `stage ${cause.stage} is as before`
    case 'linked':
      return '--link: steps above it do not count, if the builder can merge layers (the containerd image store, buildx)'
    case 'baseChanged':
      return `${cause.image} is another image now`
    case 'edited':
      return 'this instruction changes'
    case 'rewritten':
      return `this instruction was: ${cause.before}`
    case 'newInstruction':
      return 'the last build had no such instruction'
    case 'filesChanged':
      return filesText(cause.files)
    case 'variableChanged':
      return `${cause.variable.origin} ${cause.variable.name} of line ${cause.variable.line} has another value`
    case 'settingChanged':
      return `another ${cause.keyword} holds here`
    case 'orderChanged':
      return 'ENV and ARG stand in another order'
    case 'proxyGiven':
      return 'whether a proxy is given counts for the classic builder, not which'
    case 'after':
      return `line ${cause.line} comes before it and may not be cached`
    case 'stageOutput':
      return `only if stage ${cause.stage} makes the same files again`
    case 'download':
      return 'downloaded again; cached if it is the same'
    case 'writableMount':
      return 'a bind mount it may write to is never cached'
    case 'notBuilt':
      return cause.isAfter
        ? `comes after the target, ${cause.target}`
        : `stage ${cause.target} does not need it`
    case 'noStep':
      return cause.isSeenByRuns
        ? 'nothing to run; the RUNs below see it'
        : 'a note in the image, nothing to run'
    default:
      return cause satisfies never
  }
}

/** All reasons in one phrase. */
export function causesText(causes: readonly Cause[], runs: boolean): string {
  return causes
    .map(cause => (cause.kind === 'after' && runs ? afterText(cause) : causeText(cause)))
    .join('; ')
}

function afterText({ line, instruction }: Extract<Cause, { kind: 'after' }>): string {
  return `line ${line} (${instruction.split(' ')[0]}) runs again before it`
}

function filesText(files: readonly FileChange[]): string {
  const [first, ...more] = files
  if (first === undefined) return 'what it copies changes'
  return `${HOW[first.how](first.path)}${more.length === 0 ? '' : `, and ${countOf(more.length, 'more path')}`}`
}

const HOW = {
  content: path => `it takes ${path}, which changes`,
  mode: path => `it takes ${path}, whose mode changes`,
  added: path => `it takes ${path}, which is new`,
  removed: path => `it took ${path}, which is gone`,
} as const satisfies Record<FileChange['how'], (path: string) => string>
