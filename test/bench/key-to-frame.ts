import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import type { KeyApp, KeyImage } from './key-app.tsx'
import { median, quantile, type Row } from './measure.ts'

/** What the keys of one kind cost, in milliseconds from the key to the frame it leads to. */
export interface KeyToFrame {
  readonly name: string
  readonly wall: readonly number[]
  /** Processor time, which other programs on the machine do not change; other threads of ours count. */
  readonly cpu: readonly number[]
  /** A loop that does the same on every machine, timed before and after the keys. */
  readonly calibration: number
}

/** What a key costs: all of them together at the 95th percentile, each kind in the median. */
export async function keyRows(): Promise<Row[]> {
  const kinds = await measureKeyToFrame()
  const wall = quantile(
    kinds.flatMap(kind => kind.wall),
    0.95,
  )
  const cpu = quantile(
    kinds.flatMap(kind => kind.cpu),
    0.95,
  )
  const calibration = median(kinds.map(kind => kind.calibration))
  return [
    { kind: 'measured', name: 'key to frame, p95, processor time', ratio: cpu, ceiling: 16, unit: ' ms' },
    {
      kind: 'measured',
      name: 'key to frame, p95 ÷ calibration loop',
      ratio: wall / calibration,
      ceiling: 3,
      unit: '×',
    },
    ...kinds.map((kind): Row => {
      const name = `key to frame, median, ${kind.name}`
      return { kind: 'measured', name, ratio: median(kind.wall), ceiling: 16, unit: ' ms' }
    }),
  ]
}

const DOWN = 'j'
const HALF_PAGE = '\x04'

/** Moves and scrolls in 100,000 files with every directory open, and switches of layers; 200×50. */
export async function measureKeyToFrame(): Promise<KeyToFrame[]> {
  const app = await openApp('many')
  await warm(app)
  const measured = [await series(app, 'another layer', SWITCHES, thereAndBack)]
  for (const key of ['2', 'a', 'a', '+']) await app.press(key)
  measured.push(await series(app, 'cursor down', 200, () => DOWN))
  measured.push(await series(app, 'half a page down', 200, () => HALF_PAGE))
  for (const key of ['1', 'a']) await app.press(key)
  measured.push(await series(app, 'another layer, every directory open', SWITCHES, thereAndBack))
  app.view()
  measured.push(await series(app, 'a page down in a coloured text', 60, at => (at % 30 < 15 ? ' ' : '\x02')))
  app.close()
  return measured
}

/** What keys cost in a million paths, with the ceiling of each kind in milliseconds of processor time. */
export async function millionKeyRows(): Promise<Row[]> {
  const app = await openApp('million')
  await warm(app)
  const layers = [await series(app, 'another layer', SWITCHES, thereAndBack)]
  await app.press('a')
  layers.push(await series(app, 'another layer, stacked', SWITCHES, thereAndBack))
  await app.press('2')
  const opening = [await series(app, 'every directory opens', 1, () => '+')]
  const moves = [await series(app, 'cursor down', 200, () => DOWN)]
  moves.push(await series(app, 'half a page down', 200, () => HALF_PAGE))
  for (const [key, name] of [
    ['/', 'a letter of a find'],
    ['f', 'a letter of a filter'],
  ] as const) {
    await app.press(key)
    opening.push(await series(app, name, TYPED.length, at => TYPED.charAt(at)))
    await app.press('\x15')
    await app.press('\r')
  }
  app.close()
  return [
    ...layers.map(kind => millionRow(kind, 0.5, 50)),
    ...moves.map(kind => millionRow(kind, 0.95, 16)),
    ...opening.map(kind => millionRow(kind, 0.5, TWO_FRAMES)),
  ]
}

const TYPED = 'file-12'
const TWO_FRAMES = 33

function millionRow({ name, cpu }: KeyToFrame, share: number, ceiling: number): Row {
  const what = `a million paths, ${name}, ${share === 0.5 ? 'median' : 'p95'}`
  return { kind: 'measured', name: what, ratio: quantile(cpu, share), ceiling, unit: ' ms' }
}

/** Through the layers of another scope, so that what is measured are other trees, and back to the first one. */
async function warm(app: KeyApp): Promise<void> {
  await app.press('a')
  await times(app, 2 * LAYERS_BELOW, thereAndBack)
  await app.press('a')
  await app.press('a')
}

/** Through all layers and back, twice: more trees than are kept. */
const LAYERS_BELOW = 15
const SWITCHES = 4 * LAYERS_BELOW
const thereAndBack = (at: number) => (Math.floor(at / LAYERS_BELOW) % 2 === 0 ? DOWN : 'k')

async function series(
  app: KeyApp,
  name: string,
  count: number,
  key: (at: number) => string,
): Promise<KeyToFrame> {
  const before = calibrate()
  const all = await times(app, count, key)
  return {
    name,
    wall: all.map(time => time.wall),
    cpu: all.map(time => time.cpu),
    calibration: median([before, calibrate(), calibrate()]),
  }
}

async function times(app: KeyApp, count: number, key: (at: number) => string) {
  const measured: Awaited<ReturnType<KeyApp['press']>>[] = []
  for (let at = 0; at < count; at++) {
    measured.push(await app.press(key(at)))
    await new Promise(resolve => setImmediate(resolve))
  }
  return measured
}

/** Mixing numbers, no memory: about as long as a frame may take. */
function calibrate(): number {
  const start = performance.now()
  let mixed = 1
  for (let at = 0; at < 4_000_000; at++) mixed = (Math.imul(mixed, 0x01000193) ^ at) >>> 0
  const took = performance.now() - start
  return mixed === -1 ? 0 : took
}

/** The app is JSX, which Node does not run: it is bundled first, as it is for production. */
async function openApp(image: KeyImage): Promise<KeyApp> {
  const here = dirname(fileURLToPath(import.meta.url))
  const folder = await mkdtemp(join(tmpdir(), 'layerscope-bench-'))
  try {
    const outfile = join(folder, 'key-app.mjs')
    await build({
      entryPoints: [join(here, 'key-app.tsx')],
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'node',
      jsx: 'automatic',
      define: { 'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"' },
      banner: {
        js: "import { createRequire as benchRequire } from 'node:module'; const require = benchRequire(import.meta.url)",
      },
      alias: { 'react-devtools-core': join(here, '../../.ci/stubs/react-devtools-core.js') },
    })
    const { openKeyApp } = await import(pathToFileURL(outfile).href)
    return await openKeyApp(image)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
