import { spawn } from 'node:child_process'
import { type Row, ratioOfPairs, run } from './measure.ts'

/** How soon anything happens, against an empty Node. */
export async function startRows(executable: string): Promise<Row[]> {
  const bare = async () => (await run(process.execPath, ['-e', '0'])).milliseconds
  const version = async () => (await run(process.execPath, [executable, '--version'])).milliseconds
  return [
    {
      kind: 'measured',
      name: '--version ÷ node -e 0',
      ratio: await ratioOfPairs(version, bare),
      ceiling: 1.5,
      unit: '×',
    },
    {
      kind: 'measured',
      name: 'first byte on screen ÷ node -e 0',
      ratio: await ratioOfPairs(
        () => untilFirstByte(executable),
        () => untilFirstByte(null),
      ),
      ceiling: 1.5,
      unit: '×',
    },
  ]
}

/** Milliseconds until a terminal sees the first byte of a screen, or the end of an empty Node in the same terminal. */
async function untilFirstByte(executable: string | null): Promise<number> {
  const start = performance.now()
  const node = `'${process.execPath}'`
  const command = executable === null ? `${node} -e 'console.log(0)'` : `exec ${node} '${executable}' demo`
  const child = spawn('script', ['-qfec', `stty cols 80 rows 24 && ${command}`, '/dev/null'], {
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  for await (const chunk of child.stdout) if (String(chunk).length > 0) break
  const took = performance.now() - start
  child.stdin.write('q')
  child.stdin.end()
  child.kill()
  return took
}
