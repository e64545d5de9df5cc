import { rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { archiveRows } from './archive.ts'
import { engineRows } from './engine.ts'
import { keyRows, millionKeyRows } from './key-to-frame.ts'
import { largeFileRows } from './large-file.ts'
import type { Row } from './measure.ts'
import { scaleRows } from './scale.ts'
import { startRows } from './start.ts'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const executable = join(root, 'dist/layerscope.js')

const GROUPS: Readonly<Record<string, () => Promise<Row[]>>> = {
  start: () => startRows(executable),
  engine: () => engineRows(executable),
  archive: () => archiveRows(executable),
  scale: () => scaleRows(executable),
  keys: keyRows,
  million: millionKeyRows,
  file: () => largeFileRows(executable),
}

// An index of its own: the user's is neither used nor filled.
const cache = await mkdtemp(join(tmpdir(), 'layerscope-bench-'))
process.env['XDG_CACHE_HOME'] = cache
process.on('exit', () => rmSync(cache, { recursive: true, force: true }))

const wanted = process.argv.slice(2)
const rows: Row[] = []
for (const [name, measure] of Object.entries(GROUPS)) {
  if (wanted.length === 0 || wanted.includes(name)) rows.push(...(await measure()))
}
process.stdout.write(`${rows.map(tableRow).join('\n')}\n`)
process.exitCode = rows.some(row => row.kind === 'measured' && row.ratio > row.ceiling) ? 1 : 0

function tableRow(row: Row): string {
  if (row.kind === 'skipped') return `| ${row.name} | skipped: ${row.why} | |`
  if (row.kind === 'context') return `| ${row.name} | ${row.ratio.toFixed(2)}${row.unit} | for comparison |`
  const mark = row.ratio > row.ceiling ? ' too much' : ''
  return `| ${row.name} | ${row.ratio.toFixed(2)}${row.unit}${mark} | at most ${row.ceiling}${row.unit} |`
}
