import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { type Row, ratioOfPairs, run } from './measure.ts'

const IMAGE = process.env['BENCH_IMAGE'] ?? 'api-service:naive'
const PLAIN = fileURLToPath(new URL('./plain-pipeline.ts', import.meta.url))
const DOCKER = process.env['BENCH_DOCKER'] ?? 'docker'

/** The engine's image against `docker save` of it, and memory while it is read. */
export async function engineRows(executable: string): Promise<Row[]> {
  const name = `engine, cold, --json ÷ docker save > /dev/null (${IMAGE})`
  if (!(await canSave())) return [{ kind: 'skipped', name, why: `no engine answers, or it has no ${IMAGE}` }]
  let peak = 0
  const read = async () => {
    const { milliseconds, peakMegabytes } = await run(process.execPath, [
      executable,
      IMAGE,
      '--json',
      '--no-index',
    ])
    peak = Math.max(peak, peakMegabytes)
    return milliseconds
  }
  const indexed = async () => (await run(process.execPath, [executable, IMAGE, '--json'])).milliseconds
  const save = async () => (await run(DOCKER, ['save', IMAGE])).milliseconds
  const ratio = await ratioOfPairs(read, save)
  await indexed() // keeps it
  const second = await ratioOfPairs(indexed, save)
  const plain = await ratioOfPairs(
    async () => (await run(process.execPath, [PLAIN, IMAGE])).milliseconds,
    save,
  )
  const first = await ratioOfPairs(() => untilLayers(executable), bareNode)
  return [
    { kind: 'measured', name, ratio, ceiling: 1.15, unit: '×' },
    { kind: 'measured', name: 'everything indexed ÷ the same', ratio: second, ceiling: 0.08, unit: '×' },
    {
      kind: 'context',
      name: 'dockerode into tar-stream with one sha256, one thread ÷ the same',
      ratio: plain,
      unit: '×',
    },
    { kind: 'measured', name: 'peak memory while reading it', ratio: peak, ceiling: 350, unit: ' MB' },
    {
      kind: 'measured',
      name: 'layers and instructions on screen ÷ node -e 0',
      ratio: first,
      ceiling: 30,
      unit: '×',
    },
  ]
}

async function canSave(): Promise<boolean> {
  const child = spawn(DOCKER, ['image', 'inspect', IMAGE], { stdio: 'ignore' })
  const [code] = await once(child, 'exit').catch(() => [1])
  return code === 0
}

async function bareNode(): Promise<number> {
  return (await run(process.execPath, ['-e', '0'])).milliseconds
}

/** Milliseconds until a terminal shows the layers pane filled, long before the export's first byte. */
async function untilLayers(executable: string): Promise<number> {
  const start = performance.now()
  const command = `stty cols 120 rows 40 && exec '${process.execPath}' '${executable}' '${IMAGE}'`
  const child = spawn('script', ['-qfec', command, '/dev/null'], { stdio: ['pipe', 'pipe', 'ignore'] })
  let shown = ''
  for await (const chunk of child.stdout) {
    shown += String(chunk)
    if (/RUN|COPY|CMD/.test(shown)) break
  }
  const took = performance.now() - start
  child.stdin.write('\x03')
  child.stdin.end()
  child.kill()
  return took
}
