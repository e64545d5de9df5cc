import { expect, test } from 'vitest'
import { diagnose } from '../../../src/analysis/doctor.ts'
import { byteString } from '../../../src/image/byte-string.ts'
import type { ContainerRecord, ContainerState } from '../../../src/image/container.ts'
import { containerLines, stateWords } from '../../../src/report/container/container-text.ts'
import { lineText, lineWidth } from '../../../src/report/line.ts'
import { containerRecord } from '../../analysis/container-record.ts'
import { elf, startImage } from '../../analysis/start-image.ts'

async function linesOf(record: ContainerRecord, width: number | null) {
  const analysis = await startImage({
    files: [elf('app')],
    config: { entrypoint: ['/app'] },
    container: record,
  })
  return containerLines(record, diagnose(analysis), width)
}

const FULL = containerRecord(
  { exitCode: 137, oomKilled: true, error: 'out of space', restarts: 2, memoryLimit: 64_000_000 },
  {
    layer: 0,
    mounts: ['/data', '/tmp'],
    log: {
      kind: 'lines',
      lines: [
        { stream: 'stdout', text: byteString('ready'), cut: false },
        { stream: 'stderr', text: byteString('\u001b[31mpanic\u001b[0m \u001b]52;c;x\u0007'), cut: true },
      ],
    },
  },
)

test('everything the engine says of it, line by line, then why', async () => {
  expect((await linesOf(FULL, null)).map(lineText)).toEqual([
    'state   exited (137) 3 minutes ago, after 10 seconds, out of memory, started again 2 times',
    'image   api:1',
    'engine  out of space',
    'memory  at most 64.0 MB',
    'mounts  /data, /tmp',
    'log     stdout  ready',
    '        stderr  panic \\x1b]52;c;x\\x07 … (cut)',
    '',
    '137: 128 + 9, SIGKILL, because it needed more memory than its limit of 64.0 MB. The engine started it again 2 times. It starts, says doctor: its program, loader and libraries are in order.',
  ])
})

test('no line is wider than the terminal', async () => {
  const lines = await linesOf(FULL, 40)
  expect(Math.max(...lines.map(lineWidth))).toBeLessThanOrEqual(40)
})

// biome-ignore format: one case per line
test.each<[state: Partial<ContainerState>, words: string]>([
  [{},                                                                      'exited (0) 3 minutes ago, after 10 seconds'],
  [{ status: 'running', finishedAt: null },                                 'running for 3 minutes'],
  [{ status: 'running' },                                                   'running for 3 minutes'],
  [{ status: 'created', startedAt: null, finishedAt: null },                'created, never started'],
  [{ status: 'created', startedAt: null, finishedAt: null, exitCode: 127 }, 'created (127), never started'],
  [{ status: 'restarting', exitCode: 1, restarts: 1 },                      'restarting (1) 3 minutes ago, after 10 seconds, started again once'],
  [{ finishedAt: 'never' },                                                 'exited (0)'],
])('%j is %s', (state, words) => {
  expect(stateWords(containerRecord(state))).toBe(words)
})

test('a log that nobody wrote, or that the engine does not tell, is said to be so', async () => {
  expect((await linesOf(containerRecord({}, { layer: 0 }), null)).map(lineText)).toContain('log     empty')
  const refused = containerRecord({}, { layer: 0, log: { kind: 'refused', answer: 'driver "none"' } })
  expect((await linesOf(refused, null)).map(lineText)).toContain(
    'log     the engine does not tell: driver "none"',
  )
})
