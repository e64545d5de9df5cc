import { readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { fail } from '../errors.ts'
import { countMistakes } from '../image/typing-mistakes.ts'

/** How many names are worth offering. */
const OFFERED = 3

/** Throws `missingFile` with the names in that directory that were probably meant. */
export async function refuseMissing(path: string): Promise<never> {
  return fail({ kind: 'missingFile', path, similar: await nearNames(path) })
}

async function nearNames(path: string): Promise<string[]> {
  const folder = dirname(path)
  const typed = basename(path)
  const names = await readdir(folder).catch(() => [])
  const furthest = Math.max(1, Math.floor(typed.length / 3))
  return names
    .map(name => ({ name, mistakes: countMistakes(typed, name) }))
    .filter(({ mistakes }) => mistakes <= furthest)
    .sort((left, right) => left.mistakes - right.mistakes || (left.name < right.name ? -1 : 1))
    .slice(0, OFFERED)
    .map(({ name }) => (path.includes('/') ? join(folder, name) : name))
}
