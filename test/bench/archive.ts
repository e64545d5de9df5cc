import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  type GeneratedImage,
  type Packing,
  realisticFiles,
  writeArchive,
  writeLayout,
} from './generated-image.ts'
import { type Row, ratioOfPairs, run } from './measure.ts'

/** Bytes of the generated images: BENCH_GB=5 for a long look. */
const BYTES = Number(process.env['BENCH_GB'] ?? 1) * 1_000_000_000
const SHA256 = fileURLToPath(new URL('./sha256-of-files.ts', import.meta.url))

/** Archives of a generated image, plain and compressed, against the plainest program that must touch every byte. */
export async function archiveRows(executable: string): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'layerscope-bench-'))
  try {
    return [
      ...(await plainRows(executable, folder)),
      await layoutRow(executable, folder, 'gzip', ['gzip', '-dc'], 0.4),
      await layoutRow(executable, folder, 'zstd', ['zstd', '-dcq'], 1.5),
    ]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function plainRows(executable: string, folder: string): Promise<Row[]> {
  const layout = await generate(folder, 'plain')
  const archive = join(folder, 'plain.tar')
  await writeArchive(layout, archive)
  let peak = 0
  const read = async () => {
    const { milliseconds, peakMegabytes } = await run(process.execPath, [
      executable,
      archive,
      '--json',
      '--no-index',
    ])
    peak = Math.max(peak, peakMegabytes)
    return milliseconds
  }
  const hash = async () => (await run(process.execPath, [SHA256, archive])).milliseconds
  const ratio = await ratioOfPairs(read, hash)
  return [
    {
      kind: 'measured',
      name: `plain archive, all hashed ÷ one-thread sha256 of it (${size()})`,
      ratio,
      ceiling: 1.6,
      unit: '×',
    },
    { kind: 'measured', name: 'peak memory while reading it', ratio: peak, ceiling: 250, unit: ' MB' },
  ]
}

async function layoutRow(
  executable: string,
  folder: string,
  packing: Packing,
  [command = '', ...args]: readonly string[],
  ceiling: number,
): Promise<Row> {
  const { reference, blobs } = await generate(folder, packing)
  const ratio = await ratioOfPairs(
    async () =>
      (await run(process.execPath, [executable, `oci:${reference}`, '--json', '--no-index'])).milliseconds,
    async () => (await run(command, [...args, ...blobs])).milliseconds,
  )
  await rm(reference, { recursive: true })
  return {
    kind: 'measured',
    name: `${packing} layout ÷ ${command} -dc of its layers (${size()})`,
    ratio,
    ceiling,
    unit: '×',
  }
}

/** One layer with two thirds of the bytes, as images have it, and two smaller ones. */
function generate(folder: string, packing: Packing): Promise<GeneratedImage> {
  const layers = [0.15, 0.68, 0.17].map(share => realisticFiles(BYTES * share))
  return writeLayout(join(folder, packing), layers, packing)
}

function size(): string {
  return `${BYTES / 1_000_000_000} GB`
}
