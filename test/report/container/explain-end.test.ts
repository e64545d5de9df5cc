import { describe, expect, test } from 'vitest'
import { diagnose } from '../../../src/analysis/doctor.ts'
import { byteString } from '../../../src/image/byte-string.ts'
import type { ContainerLog, ContainerState } from '../../../src/image/container.ts'
import { explainEnd } from '../../../src/report/container/explain-end.ts'
import { containerRecord } from '../../analysis/container-record.ts'
import { dynamic, elf, file, startImage } from '../../analysis/start-image.ts'

/** What is said of a container of a program that starts, is missing, cannot be loaded, or is in a mount. */
async function explained(
  program: 'fine' | 'missing' | 'unloadable' | 'mounted' | 'no TLS',
  state: Partial<ContainerState>,
  log: readonly string[] = [],
): Promise<string> {
  const record = containerRecord(state, {
    layer: 0,
    log: logOf(log),
    mounts: program === 'mounted' ? ['/data'] : [],
  })
  const analysis = await startImage({
    files: FILES[program],
    config: { entrypoint: ['/app'] },
    container: record,
  })
  return explainEnd(record, diagnose(analysis))
}

const FILES = {
  fine: [elf('app'), file('etc/ssl/certs/ca-certificates.crt', 'x')],
  mounted: [elf('app')],
  missing: [],
  unloadable: [dynamic('app')],
  'no TLS': [dynamic('app', { needed: ['libssl.so.3'] })],
}

function logOf(lines: readonly string[]): ContainerLog {
  return {
    kind: 'lines',
    lines: lines.map(text => ({ stream: 'stderr', text: byteString(text), cut: false })),
  }
}

const NEVER = { startedAt: null, finishedAt: null, status: 'created' } as const

describe('a container that never ran', () => {
  test.each<[state: Partial<ContainerState>, program: 'fine' | 'missing' | 'mounted', expected: RegExp]>([
    [{ ...NEVER }, 'fine', /^It was created and never started\.$/],
    [
      { ...NEVER },
      'missing',
      /never started\. Started as it is now, it would fail, says doctor: "\/app" does not exist/,
    ],
    [
      { ...NEVER, exitCode: 127, error: 'no' },
      'missing',
      /^It never ran: 127 means .* not found\. Doctor says why: "\/app"/,
    ],
    [
      { ...NEVER, exitCode: 126, error: 'no' },
      'fine',
      /^It never ran: 126 means .* cannot be executed\. Doctor finds nothing in its files that keeps it from starting\.$/,
    ],
    [
      { ...NEVER, exitCode: 128, error: 'no' },
      'mounted',
      /for the reason above\. Doctor finds nothing .*; what is mounted over them \(\/data\) it cannot see\.$/,
    ],
    [{ ...NEVER, exitCode: 125, error: 'no' }, 'fine', /125 means that the engine failed/],
  ])('%j, %s: %s', async (state, program, expected) => {
    expect(await explained(program, state)).toMatch(expected)
  })
})

describe('a container that ended', () => {
  // biome-ignore format: one case per line
  test.each<[code: number, expected: RegExp]>([
    [0,   /^0: the program ended by itself and well; .*$/],
    [1,   /^1: the program ended itself because of an error, .* It starts, says doctor: /],
    [2,   /^2: .*a shell means a mistake/],
    [3,   /^3: a code of the program itself/],
    [126, /^126: it was started, and then a shell in it found a command that cannot be executed\./],
    [127, /^127: it was started, and then a shell in it did not find a command, or its loader a library\./],
    [130, /^130: 128 \+ 2, SIGINT: [^.]*\.$/],
    [134, /^134: 128 \+ 6, SIGABRT/],
    [137, /^137: 128 \+ 9, SIGKILL\. Memory was not the reason, says the engine/],
    [139, /^139: 128 \+ 11, SIGSEGV: it reached for memory that is not its own\. It starts, says doctor/],
    [143, /^143: 128 \+ 15, SIGTERM: it was asked to stop, as docker stop does, and did\.$/],
    [255, /^255: the runtime could not start the program/],
  ])('with %i: %s', async (exitCode, expected) => {
    expect(await explained('fine', { exitCode })).toMatch(expected)
  })

  test('for want of memory, at its limit', async () => {
    const words = await explained('fine', { exitCode: 137, oomKilled: true, memoryLimit: 64_000_000 })
    expect(words).toMatch(
      /^137: 128 \+ 9, SIGKILL, because it needed more memory than its limit of 64\.0 MB\./,
    )
  })

  test('otherwise, after a part of it was killed for want of memory', async () => {
    expect(await explained('fine', { exitCode: 1, oomKilled: true })).toContain(
      'A process in it was killed for want of memory.',
    )
  })

  test('because the kernel refused its program, which the runtime writes into the log', async () => {
    for (const line of [
      'exec /app: no such file or directory',
      'exec /app: exec format error',
      'standard_init_linux.go:228: exec user process caused: no such file or directory',
    ])
      expect(await explained('unloadable', { exitCode: 1 }, ['before', line])).toMatch(
        /^The last line of its log is the runtime's, .* and 1 is the runtime's exit code\. Doctor says why: \/app is a dynamic program/,
      )
  })

  // biome-ignore format: one case per line
  test.each<[exitCode: number, line: string]>([
    [127, '/app: error while loading shared libraries: libx.so.1: cannot open shared object file: No such file or directory'],
    [1,   "/app: /lib/x86_64-linux-gnu/libc.so.6: version `GLIBC_2.38' not found (required by /app)"],
    [127, 'Error loading shared library libx.so.1: No such file or directory (needed by /app)'],
    [127, 'Error relocating /app: hello: symbol not found'],
  ])('with %i because its loader says: %s', async (exitCode, line) => {
    expect(await explained('unloadable', { exitCode }, [line])).toMatch(
      /^The last line of its log is the loader's, .* Doctor says why: /,
    )
  })

  test('with such a line somewhere in its log, by itself', async () => {
    const log = ['exec /app: no such file or directory', 'giving up']
    expect(await explained('fine', { exitCode: 1 }, log)).toMatch(/^1: the program ended itself/)
  })

  test('well, but would not start again with the files it has now', async () => {
    expect(await explained('missing', { exitCode: 0 })).toContain(
      'Started as it is now, it would fail, says doctor: "/app" does not exist',
    )
  })

  test('and was started again by its engine', async () => {
    expect(await explained('fine', { exitCode: 1, restarts: 4 })).toContain(
      'The engine started it again 4 times.',
    )
    expect(await explained('fine', { exitCode: 1, restarts: 1 })).toContain(
      'The engine started it again once.',
    )
  })
})

test('a running one runs, and is not explained by a code it does not have', async () => {
  expect(await explained('fine', { status: 'running', finishedAt: null })).toBe('It runs.')
  expect(await explained('fine', { status: 'paused', finishedAt: null })).toBe('It is paused.')
})
