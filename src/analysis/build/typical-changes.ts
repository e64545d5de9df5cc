import type { Change, Workspace } from './apply-changes.ts'
import { baseImages } from './base-images.ts'
import type { ContextFiles } from './build-inputs.ts'
import { ECOSYSTEMS } from './ecosystems.ts'

/** A change everybody makes, by which an order of steps can be judged. */
export interface TypicalChange {
  readonly kind: 'source' | 'manifest' | 'lock' | 'documentation' | 'base'
  /** The path, or the image. */
  readonly what: string
  readonly change: Change
}

/** One source file, the dependency manifest, the lock file, documentation, the base image: those the context has. */
export function typicalChanges({ inputs }: Workspace): readonly TypicalChange[] {
  const { context } = inputs
  const ecosystem = ECOSYSTEMS.find(({ manifests }) => manifests.some(name => context.has(name)))
  const manifest = firstOf(ecosystem?.manifests ?? [], context)
  const lock = firstOf(ecosystem?.locks ?? [], context)
  const source = sourceFile(context, ecosystem?.sources ?? ANY_SOURCE)
  const documentation = [...context.keys()].find(path => DOCUMENTATION.test(path))
  const [base] = baseImages(inputs)
  return [
    ...changeOf('source', source),
    ...changeOf('manifest', manifest),
    ...changeOf('lock', lock),
    ...changeOf('documentation', documentation),
    ...(base === undefined
      ? []
      : [{ kind: 'base', what: base.image, change: { kind: 'base', of: base.image } } as const]),
  ]
}

function changeOf(kind: TypicalChange['kind'], path: string | undefined): TypicalChange[] {
  return path === undefined ? [] : [{ kind, what: path, change: { kind: 'content', path } }]
}

function firstOf(names: readonly string[], context: ContextFiles): string | undefined {
  return names.find(name => context.has(name))
}

/** The file somebody would edit: the main one, else the one with the fewest directories above it. */
function sourceFile(context: ContextFiles, sources: RegExp): string | undefined {
  const files = [...context.values()].filter(
    ({ type, path }) => type === 'file' && sources.test(path) && !VENDORED.test(path),
  )
  const paths = files.map(({ path }) => path).sort((left, right) => rank(left) - rank(right))
  return paths[0]
}

function rank(path: string): number {
  const isMain = /(?:^|\/)(?:main|app|index|server|lib|Main|App|Application)\.\w+$/.test(path)
  return path.split('/').length * 2 - (isMain ? 1 : 0)
}

const ANY_SOURCE = /\.(?:go|[cm]?[jt]sx?|py|rs|java|kt|php|rb|c|cc|cpp|h|cs|swift|ex|sh|html|css)$/
const VENDORED = /(?:^|\/)(?:node_modules|vendor|\.venv|target)\//
const DOCUMENTATION = /(?:^|\/)(?:README|CHANGELOG|docs\/).*|\.(?:md|rst|adoc)$/i
