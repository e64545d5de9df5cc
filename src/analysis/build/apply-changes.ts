import { fail } from '../../errors.ts'
import type { ContextEntry } from '../../image/build-context.ts'
import type { Dockerfile } from '../../image/dockerfile/dockerfile.ts'
import { baseImages } from './base-images.ts'
import { beyondClassic, type NeedsBuildKit } from './beyond-classic.ts'
import type { BuildInputs, ContextFile, ContextFiles } from './build-inputs.ts'
import { PROXIES } from './draft-run.ts'
import { EDITED, roleOfLine, withEditedLine } from './edit-instruction.ts'
import { type IgnoreRule, type IgnoreRules, ignoredBy } from './ignore-rules.ts'

/** What somebody changes between two builds. Paths are relative to the context. */
export type Change =
  | { readonly kind: 'content'; readonly path: string }
  | { readonly kind: 'mode'; readonly path: string }
  | { readonly kind: 'added'; readonly path: string }
  | { readonly kind: 'removed'; readonly path: string }
  | { readonly kind: 'line'; readonly line: number }
  /** The whole file: to this one. */
  | { readonly kind: 'dockerfile'; readonly dockerfile: Dockerfile }
  /** The whole file: from that one. */
  | { readonly kind: 'dockerfileWas'; readonly dockerfile: Dockerfile }
  /** `null`: to something else. */
  | { readonly kind: 'argument'; readonly name: string; readonly value: string | null }
  /** Stage, by name or number, or image; `null`: every image the build starts from. */
  | { readonly kind: 'base'; readonly of: string | null }

/** What is worth saying of a change before any step: mostly that the builder never sees it. */
export type ChangeNote =
  | { readonly kind: 'ignored'; readonly path: string; readonly file: string; readonly rule: IgnoreRule }
  | { readonly kind: 'newPath'; readonly path: string }
  /** The Dockerfile itself, and nothing says what changes in it. */
  | { readonly kind: 'theDockerfile'; readonly path: string }
  | { readonly kind: 'comment'; readonly line: number }
  | { readonly kind: 'undeclared'; readonly name: string }
  | { readonly kind: 'proxy'; readonly name: string }
  | { readonly kind: 'sameArgument'; readonly name: string }
  | NeedsBuildKit

export interface Applied {
  readonly before: BuildInputs
  readonly after: BuildInputs
  readonly notes: readonly ChangeNote[]
}

/** What a build starts from, with what a change can be about. */
export interface Workspace {
  /** As they are now. */
  readonly inputs: BuildInputs
  readonly ignore: IgnoreRules
  /** The Dockerfile's path in the context; `null`: it lies elsewhere. */
  readonly dockerfilePath: string | null
}

/** The files of a context that `.dockerignore` lets through, all as they were built. */
export function contextFiles(entries: readonly ContextEntry[], ignore: IgnoreRules): ContextFiles {
  const sent = entries.filter(({ path }) => ignoredBy(ignore, path) === null)
  return new Map(sent.map(entry => [entry.path, { ...entry, content: BUILT }]))
}

/**
 * The build as it was and as it will be. A changed Dockerfile is a changed file of the context too, if it is sent.
 * Throws a `usage` fault for a line or a stage there is not.
 */
export function applyChanges(workspace: Workspace, changes: readonly Change[]): Applied {
  const start: Applied = {
    before: workspace.inputs,
    after: workspace.inputs,
    notes: beyondClassic(workspace.inputs),
  }
  const applied = changes.reduce((now, change) => applyChange(now, change, workspace), start)
  const { dockerfilePath: path } = workspace
  const isNamed = changes.some(change => change.kind === 'content' && change.path === path)
  const isTold = changes.some(
    ({ kind }) => kind === 'line' || kind === 'dockerfile' || kind === 'dockerfileWas',
  )
  return isNamed && !isTold && path !== null ? noted(applied, { kind: 'theDockerfile', path }) : applied
}

const BUILT = 'built'
const CHANGED = 'changed'

function applyChange(applied: Applied, change: Change, workspace: Workspace): Applied {
  switch (change.kind) {
    case 'content':
    case 'mode':
    case 'added':
    case 'removed':
      return changePath(applied, change, workspace)
    case 'line':
      return changeLine(applied, change.line, workspace)
    case 'dockerfile':
      return sentDockerfile(withDockerfile(applied, change.dockerfile), workspace)
    case 'dockerfileWas':
      return { ...applied, before: { ...applied.before, dockerfile: change.dockerfile } }
    case 'argument':
      return changeArgument(applied, change)
    case 'base':
      return changeBase(applied, change.of)
    default:
      return change satisfies never
  }
}

type PathChange = Extract<Change, { path: string }>

function changePath(applied: Applied, change: PathChange, { ignore, dockerfilePath }: Workspace): Applied {
  const rule = ignoredBy(ignore, change.path)
  const isThere = (path: string) => path === change.path || path.startsWith(`${change.path}/`)
  const touched = [...applied.before.context.values()].filter(
    ({ path }) => isThere(path) || change.path === '',
  )
  if (rule !== null && touched.length === 0) {
    if (change.path === dockerfilePath) return applied
    return noted(applied, { kind: 'ignored', path: change.path, file: ignore.path ?? '.dockerignore', rule })
  }
  if (change.kind === 'added' || change.kind === 'removed') return comeOrGo(applied, change)
  if (touched.length === 0)
    return noted(comeOrGo(applied, { kind: 'added', path: change.path }), {
      kind: 'newPath',
      path: change.path,
    })
  const files = touched.filter(({ type, path }) =>
    change.kind === 'mode' ? path === change.path : type !== 'directory',
  )
  return withFiles(
    applied,
    files.map(file => changed(file, change.kind)),
  )
}

function changed(file: ContextFile, how: PathChange['kind']): ContextFile {
  return how === 'mode' ? { ...file, mode: file.mode ^ OWNERS_X } : { ...file, content: CHANGED }
}

const OWNERS_X = 0o100

/** A path that only one of the two builds has. */
function comeOrGo(applied: Applied, { kind, path }: PathChange): Applied {
  const file: ContextFile = { path, type: 'file', bytes: 0, mode: 0o644, content: BUILT }
  const [with_, without] = [withPath(file), withoutPath(path)]
  const { before, after } = applied
  return kind === 'added'
    ? { ...applied, before: without(before), after: with_(after) }
    : { ...applied, before: with_(before), after: without(after) }
}

function withPath(file: ContextFile): (inputs: BuildInputs) => BuildInputs {
  return inputs => ({
    ...inputs,
    context: new Map([...inputs.context, [file.path, inputs.context.get(file.path) ?? file]]),
  })
}

function withoutPath(gone: string): (inputs: BuildInputs) => BuildInputs {
  return inputs => ({ ...inputs, context: new Map([...inputs.context].filter(([path]) => path !== gone)) })
}

function withFiles(applied: Applied, files: readonly ContextFile[]): Applied {
  const context = new Map([...applied.after.context, ...files.map(file => [file.path, file] as const)])
  return { ...applied, after: { ...applied.after, context } }
}

function changeLine(applied: Applied, line: number, workspace: Workspace): Applied {
  const { dockerfile } = applied.before
  const role = roleOfLine(dockerfile, line)
  if (role === 'absent')
    return usage(
      `"${dockerfile.path}" has no line ${line}: its lines are 1 to ${dockerfile.lines.length - (dockerfile.lines.at(-1) === '' ? 1 : 0)}.`,
    )
  if (role === 'directive')
    return usage(
      `Line ${line} of "${dockerfile.path}" says how the file is read. Write the new file and give it with --new-file.`,
    )
  const edited =
    role === 'comment'
      ? noted(applied, { kind: 'comment', line })
      : withDockerfile(applied, withEditedLine(applied.after.dockerfile, line))
  return sentDockerfile(edited, workspace)
}

function withDockerfile(applied: Applied, dockerfile: Dockerfile): Applied {
  return { ...applied, after: { ...applied.after, dockerfile } }
}

function sentDockerfile(applied: Applied, { dockerfilePath }: Workspace): Applied {
  const file = dockerfilePath === null ? undefined : applied.after.context.get(dockerfilePath)
  if (file === undefined) return applied
  return withFiles(applied, [changed(file, 'content')])
}

function changeArgument(applied: Applied, { name, value }: Extract<Change, { kind: 'argument' }>): Applied {
  const isProxy = PROXIES.test(name)
  if (!isDeclared(applied.after.dockerfile, name)) {
    if (!isProxy) return noted(applied, { kind: 'undeclared', name })
    if (applied.after.builder === 'buildkit') return noted(applied, { kind: 'proxy', name })
  }
  if (value !== null && applied.before.buildArguments.get(name) === value)
    return noted(applied, { kind: 'sameArgument', name })
  const buildArguments = new Map([...applied.after.buildArguments, [name, value ?? EDITED]])
  return { ...applied, after: { ...applied.after, buildArguments } }
}

function isDeclared({ globalArguments, stages }: Dockerfile, name: string): boolean {
  const instructions = [...globalArguments, ...stages.flatMap(stage => stage.instructions)]
  return instructions.some(each => each.kind === 'arg' && each.names.some(argument => argument.name === name))
}

function changeBase(applied: Applied, of: string | null): Applied {
  const images = baseImages(applied.after)
  const chosen = images.filter(
    ({ stage, index, image }) => of === null || [stage, `${index}`, image].includes(of),
  )
  if (chosen.length === 0) {
    const names = images.map(({ stage, index, image }) => `${stage ?? index} (${image})`).join(', ')
    return usage(
      of === null
        ? 'No stage starts from an image: there is no base that could change.'
        : `No stage that starts from an image is called "${of}". There are: ${names === '' ? 'none' : names}.`,
    )
  }
  const baseReleases = new Map([
    ...applied.after.baseReleases,
    ...chosen.map(({ image }) => [image, CHANGED] as const),
  ])
  return { ...applied, after: { ...applied.after, baseReleases } }
}

function noted(applied: Applied, note: ChangeNote): Applied {
  return { ...applied, notes: [...applied.notes, note] }
}

function usage(message: string): never {
  return fail({ kind: 'usage', message })
}
