import { type ByteString, fromText } from '../../image/byte-string.ts'
import { baseName } from '../../image/tree-path.ts'
import type { Layer } from '../../tree/layer.ts'
import { entryPath } from '../../tree/layer-tree.ts'
import type { Analysis } from '../analysis.ts'
import { INSTALLS } from '../build/ecosystems.ts'
import type { Advice, Cause, ExplainedStep, FileChange } from './cache-explanation.ts'

/** What would have kept the cache, most telling first: an order, a flag, a file to leave out (semantics §8). */
export function adviceFor(
  steps: readonly ExplainedStep[],
  firstMiss: number,
  now: Pick<Analysis, 'layers'>,
): readonly Advice[] {
  const [missed, ...later] = steps.slice(firstMiss)
  if (missed === undefined || missed.cause === null) return []
  return [...adviceForCause(missed.cause, missed, later, now), ...adviceForLater(later)]
}

function adviceForCause(
  cause: Cause,
  missed: ExplainedStep,
  later: readonly ExplainedStep[],
  { layers }: Pick<Analysis, 'layers'>,
): Advice[] {
  switch (cause.kind) {
    case 'content':
      return [...leaveOut(cause.files), ...copyManifests(cause.files, layers[missed.new?.layer ?? -1], later)]
    case 'metadata':
      return cause.differs.includes('mode') ? [{ kind: 'chmod', instruction: missed.instruction }] : []
    case 'instruction':
      return moveDown(missed.instruction, later)
    case 'setting':
      return moveDown(cause.after ?? cause.before ?? '', [missed, ...later])
    case 'argument':
      return isSameAgain(missed) ? [{ kind: 'moveDown', instruction: `ARG ${cause.name}` }] : []
    case 'baseImage':
      return [{ kind: 'pinBase' }]
    case 'noCache':
    case 'output':
    case 'otherBuilder':
      return [{ kind: 'keepCache' }]
    case 'compression':
      return [{ kind: 'sameCompression' }]
    case 'parent':
    case 'unread':
      return []
    default:
      return cause satisfies never
  }
}

/** A RUN that fetches dependencies needs what lists them, and ran although that had not changed. */
function copyManifests(
  changed: readonly FileChange[],
  copied: Layer | undefined,
  later: readonly ExplainedStep[],
): Advice[] {
  const changedNames = new Set(changed.map(({ path }) => baseName(path)))
  const names = copied?.kind === 'read' ? namesIn(copied) : new Set<ByteString>()
  for (const { instruction, state, cause } of later) {
    if (state !== 'ran' || cause?.kind !== 'parent' || !instruction.startsWith('RUN ')) continue
    const manifests = readBy(instruction).filter(name => names.has(fromText(name)))
    if (manifests.length === 0 || manifests.some(name => changedNames.has(fromText(name)))) continue
    return [{ kind: 'copyManifests', manifests, run: instruction }]
  }
  return []
}

/** Files a RUN that does nothing but fetch dependencies reads. */
function readBy(instruction: string): readonly string[] {
  const command = instruction.slice('RUN '.length).trim()
  return INSTALLS.find(install => install.command.test(command))?.reads(command) ?? []
}

function namesIn({ tree }: Extract<Layer, { kind: 'read' }>): ReadonlySet<ByteString> {
  const names = new Set<ByteString>()
  for (let entry = 0; entry < tree.entries; entry++) names.add(baseName(entryPath(tree, entry)))
  return names
}

/** When nothing but what no build needs has changed. */
function leaveOut(changed: readonly FileChange[]): Advice[] {
  const patterns = changed.map(({ path }) => NEEDLESS.find(([where]) => where.test(path))?.[1])
  const known = patterns.filter(pattern => pattern !== undefined)
  return known.length < patterns.length || known.length === 0
    ? []
    : [{ kind: 'ignore', patterns: [...new Set(known)] }]
}

const NEEDLESS: readonly (readonly [where: RegExp, pattern: string])[] = [
  [/\/\.git\//, '.git'],
  [/\/\.(?:idea|vscode)\//, '**/.idea\n**/.vscode'],
  [/\/node_modules\//, '**/node_modules'],
  [/\/__pycache__\//, '**/__pycache__'],
  [/\/\.DS_Store$/, '**/.DS_Store'],
  [/\.md$/i, '**/*.md'],
  [/\.log$/, '**/*.log'],
  [/\.sw[op]$|~$/, '**/*~'],
  [/\/(?:Dockerfile[^/]*|\.dockerignore|compose\.ya?ml|docker-compose[^/]*)$/, 'Dockerfile*\n.dockerignore'],
]

/** A value that steps beneath do not use makes them run all the same. */
function moveDown(instruction: string, later: readonly ExplainedStep[]): Advice[] {
  const isValue = /^(?:ARG|ENV|LABEL)\s/.test(instruction)
  return isValue && later.some(isSameAgain) ? [{ kind: 'moveDown', instruction }] : []
}

function isSameAgain({ state, files }: ExplainedStep): boolean {
  return state === 'ran' && (files === 'sameFiles' || files === 'sameLayer')
}

function adviceForLater(later: readonly ExplainedStep[]): Advice[] {
  const again = later.filter(step => isSameAgain(step) && step.cause?.kind === 'parent')
  const copied = again.find(
    ({ instruction, files }) => /^(?:COPY|ADD)\s/.test(instruction) && files === 'sameFiles',
  )
  return [
    ...(copied === undefined ? [] : [{ kind: 'link', instruction: copied.instruction } as const]),
    ...(again.some(({ files }) => files === 'sameFiles') ? [{ kind: 'sourceDate' } as const] : []),
  ]
}
