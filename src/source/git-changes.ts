import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { fail } from '../errors.ts'

/** What differs between a commit and a folder as it is now. */
export interface GitChanges {
  /** Paths relative to the folder. */
  readonly paths: readonly GitChange[]
  /** The commit, by its full name. */
  readonly commit: string
}

export interface GitChange {
  readonly path: string
  readonly how: 'content' | 'mode' | 'added' | 'removed'
}

/** Asks Git. Throws a `usage` fault for a folder without a repository, and for what names no commit. */
export async function gitChangesSince(ref: string, folder: string): Promise<GitChanges> {
  await git(folder, ['rev-parse', '--git-dir'], () => noRepository(folder))
  const commit = (
    await git(folder, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`], () =>
      noCommit(ref, folder),
    )
  ).trim()
  const options = ['diff', '--no-renames', '--no-ext-diff', '--relative', '-z']
  const [status, numbers, untracked] = await Promise.all([
    git(folder, [...options, '--name-status', commit, '--', '.']),
    git(folder, [...options, '--numstat', commit, '--', '.']),
    git(folder, ['ls-files', '--others', '--exclude-standard', '-z']),
  ])
  const modes = modeOnly(numbers)
  const added = fields(untracked).map((path): GitChange => ({ path, how: 'added' }))
  return { commit, paths: [...readStatus(status, modes), ...added] }
}

/** A file as a commit has it, by its path relative to a folder; `null` when it has none. */
export async function gitFile(commit: string, path: string, folder: string): Promise<string | null> {
  return git(folder, ['show', `${commit}:./${path}`], () => null)
}

/** `M\0main.go\0A\0new.go\0`. */
function readStatus(output: string, modes: ReadonlySet<string>): GitChange[] {
  const words = fields(output)
  return words.flatMap((letter, at): GitChange[] => {
    const path = words[at + 1]
    if (at % 2 === 1 || path === undefined) return []
    if (letter === 'A') return [{ path, how: 'added' }]
    if (letter === 'D') return [{ path, how: 'removed' }]
    return [{ path, how: modes.has(path) ? 'mode' : 'content' }]
  })
}

/** `0\t0\tpath\0`: differs, and in no line. */
function modeOnly(output: string): ReadonlySet<string> {
  return new Set(fields(output).flatMap(line => /^0\t0\t(.+)$/s.exec(line)?.[1] ?? []))
}

function fields(output: string): string[] {
  return output.split('\0').filter(field => field !== '')
}

const run = promisify(execFile)

async function git<Otherwise = never>(
  folder: string,
  words: readonly string[],
  refused?: () => Otherwise,
): Promise<string | Otherwise> {
  try {
    const { stdout } = await run('git', words, { cwd: folder, maxBuffer: MOST_BYTES })
    return stdout
  } catch (error) {
    if (isAbsent(error))
      return fail({ kind: 'usage', message: 'Git is not installed, so --changed-since cannot ask it.' })
    if (refused !== undefined) return refused()
    const message = `Git could not compare "${folder}": ${error instanceof Error ? error.message : 'it failed'}`
    return fail({ kind: 'usage', message }, error)
  }
}

/** A list of paths longer than this is no change anybody asks about. */
const MOST_BYTES = 256 * 1024 * 1024

function isAbsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}

function noRepository(folder: string): never {
  return fail({
    kind: 'usage',
    message: `"${folder}" lies in no Git repository. Name what changed with --changed.`,
  })
}

function noCommit(ref: string, folder: string): never {
  const message = `The Git repository of "${folder}" knows no "${ref}". Name a commit, a branch or a tag: --changed-since HEAD~1.`
  return fail({ kind: 'usage', message })
}
