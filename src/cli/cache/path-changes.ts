import { lstat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Change } from '../../analysis/build/apply-changes.ts'
import { fail } from '../../errors.ts'
import { type OptionValues, texts } from '../option-values.ts'
import { pathInside } from './open-workspace.ts'

/** `--changed` and `--changed-mode`: paths relative to the context, or to where one stands if that is where they are. */
export async function pathChanges(values: OptionValues, folder: string): Promise<Change[]> {
  const content = await insideAll(texts(values, 'changed'), folder)
  const mode = await insideAll(texts(values, 'changedMode'), folder)
  return [
    ...content.map(path => ({ kind: 'content', path }) as const),
    ...mode.map(path => ({ kind: 'mode', path }) as const),
  ]
}

async function insideAll(paths: readonly string[], folder: string): Promise<string[]> {
  return Promise.all(paths.map(path => inside(path, folder)))
}

async function inside(path: string, folder: string): Promise<string> {
  const fromContext = pathInside(folder, join(folder, path))
  if (fromContext !== null && (await exists(join(folder, fromContext)))) return fromContext
  const fromHere = pathInside(folder, path)
  if (fromHere !== null && (await exists(path))) return fromHere
  return fromContext ?? outside(path, folder)
}

async function exists(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => null)) !== null
}

function outside(path: string, folder: string): never {
  const message = `"${path}" lies outside the context "${folder}": a build is never sent it, so nothing can rebuild for it.`
  return fail({ kind: 'usage', message })
}
