import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type GeneratedEntry, tinyFiles, tinyPath, writeLayout } from './generated-image.ts'
import { type Row, ratioOfPairs, run } from './measure.ts'

const BASE = 1_000_000
const LAYERS = 20
const REWRITTEN = 50_000
const WHITEOUTS = 10_000
const ENTRIES = BASE + LAYERS * REWRITTEN + WHITEOUTS

/** A million paths, twenty layers that each write 50,000 of them again, ten thousand whiteouts: 2 million entries. */
export async function scaleRows(executable: string): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'layerscope-bench-'))
  try {
    const rewrites = Array.from({ length: LAYERS }, (_, at) => tinyFiles(at * REWRITTEN, REWRITTEN))
    const layers = [tinyFiles(0, BASE), ...rewrites, whiteouts()]
    const { reference } = await writeLayout(join(folder, 'image'), layers, 'plain')
    let peak = 0
    const read = async (...options: string[]) => {
      const { milliseconds, peakMegabytes } = await run(process.execPath, [
        executable,
        `oci:${reference}`,
        '--format',
        'csv',
        ...options,
      ])
      peak = Math.max(peak, peakMegabytes)
      return milliseconds
    }
    let peakOfNode = 0
    const bare = async () => {
      const { milliseconds, peakMegabytes } = await run(process.execPath, ['-e', '0'])
      peakOfNode = Math.max(peakOfNode, peakMegabytes)
      return milliseconds
    }
    const ratio = await ratioOfPairs(() => read('--no-index'), bare, 3)
    return [
      {
        kind: 'measured',
        name: '2 million entries in 22 layers: ready ÷ node -e 0',
        ratio,
        ceiling: 400,
        unit: '×',
      },
      { kind: 'measured', name: 'peak memory while reading them', ratio: peak, ceiling: 700, unit: ' MB' },
      {
        kind: 'context',
        name: 'the same, without what bare Node takes, an entry',
        ratio: ((peak - peakOfNode) * 2 ** 20) / ENTRIES,
        unit: ' bytes',
      },
    ]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function* whiteouts(): Generator<GeneratedEntry> {
  for (let file = 0; file < WHITEOUTS; file++) {
    const path = tinyPath(file * 7)
    const cut = path.lastIndexOf('/') + 1
    yield { path: `${path.slice(0, cut)}.wh.${path.slice(cut)}`, bytes: 0 }
  }
}
