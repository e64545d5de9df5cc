import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Call } from '../command.ts'
import { texts } from '../option-values.ts'

/**
 * CONTEXT. People write it at the end, as for docker build: `--changed main.go .` then takes it for one more path,
 * and it is given back.
 */
export async function takeContext(call: Call): Promise<{ folder: string; call: Call }> {
  const [given] = call.words
  if (given !== undefined) return { folder: given, call }
  for (const name of ['changed', 'changedMode']) {
    const words = texts(call.values, name)
    const last = words.at(-1)
    if (last === undefined || words.length < 2 || !(await isContext(last))) continue
    return { folder: last, call: { ...call, values: { ...call.values, [name]: words.slice(0, -1) } } }
  }
  const base = call.values['changedBase']
  if (typeof base !== 'string' || !(await isContext(base))) return { folder: '.', call }
  return { folder: base, call: { ...call, values: { ...call.values, changedBase: true } } }
}

async function isContext(word: string): Promise<boolean> {
  if (word === '.') return true
  return (await stat(join(word, 'Dockerfile')).catch(() => null)) !== null
}
