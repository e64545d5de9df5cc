import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Analysis } from '../../src/analysis/analysis.ts'
import { DEFAULT_LIMITS } from '../../src/image/limits.ts'
import { inspect } from '../../src/inspect.ts'
import { analysisJson } from '../../src/report/json/analysis-json.ts'
import { jsonPieces } from '../../src/report/json/json-pieces.ts'
import { analysisSource } from '../../src/saved/analysis-source.ts'
import type { ReadOptions } from '../../src/source/source.ts'

/** What `--json --files` would write. */
export function jsonOf(analysis: Analysis): string {
  const options = { reference: 'image', source: 'somewhere', files: true }
  return [...jsonPieces(analysisJson(analysis, options))].join('')
}

/** The analysis a text holds, opened as a file. */
export async function openText(text: string | Uint8Array): Promise<Analysis> {
  const folder = await mkdtemp(join(tmpdir(), 'layerscope-test-'))
  const path = join(folder, 'saved.json')
  try {
    await writeFile(path, text)
    return await openSaved(path)
  } finally {
    await rm(folder, { recursive: true })
  }
}

export async function openSaved(path: string): Promise<Analysis> {
  for await (const event of inspect(analysisSource(path), { ...OPTIONS, base: null }))
    if (event.kind === 'analysed') return event.analysis
  throw new Error('inspect ended without an analysis')
}

const OPTIONS: ReadOptions = {
  platform: null,
  hostArchitecture: 'x64',
  verify: true,
  limits: DEFAULT_LIMITS,
  signal: new AbortController().signal,
  pull: { kind: 'never' },
}
