import { basename, dirname } from 'node:path'
import type { Change, Workspace } from '../../analysis/build/apply-changes.ts'
import { parseDockerfile } from '../../image/dockerfile/parse-dockerfile.ts'
import { gitChangesSince, gitFile } from '../../source/git-changes.ts'

/** `--changed-since`: every file that differs from a commit, and the Dockerfile as that commit has it. */
export async function changesSince(ref: string, folder: string, { inputs }: Workspace): Promise<Change[]> {
  const { commit, paths } = await gitChangesSince(ref, folder)
  const { path, lines } = inputs.dockerfile
  const before = await gitFile(commit, basename(path), dirname(path))
  const changes = paths.map((change): Change => ({ kind: change.how, path: change.path }))
  if (before === null || before.split(/\r?\n/).join('\n') === lines.join('\n')) return changes
  return [...changes, { kind: 'dockerfileWas', dockerfile: parseDockerfile(before, `${path} of ${ref}`) }]
}
