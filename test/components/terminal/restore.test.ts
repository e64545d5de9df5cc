import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, test } from 'vitest'

const module = JSON.stringify(new URL('../../../components/terminal/restore.ts', import.meta.url).href)

describe('the terminal is restored', () => {
  // biome-ignore format: one case per line
  test.each([
    ['at a normal end',                  '',                                                     '0'],
    ['by process.exit',                  'process.exit(3)',                                      '3'],
    ['by an exception nobody caught',    'throw new Error("a bug")',                             '1'],
    ['by a rejection nobody caught',     'void Promise.reject(new Error("a bug"))',              '1'],
    ['by SIGTERM',                       'process.kill(process.pid, "SIGTERM"); setTimeout(()=>{}, 9e3)', 'SIGTERM'],
    ['by SIGINT',                        'process.kill(process.pid, "SIGINT"); setTimeout(()=>{}, 9e3)',  'SIGINT'],
    ['by SIGHUP',                        'process.kill(process.pid, "SIGHUP"); setTimeout(()=>{}, 9e3)',  'SIGHUP'],
  ])('%s, exactly once', async (_how, ending, status) => {
    const result = await run(`
      const { restoreAtEnd } = await import(${module})
      restoreAtEnd(() => process.stdout.write('[restored]'))
      ${ending}
    `)
    expect(result).toEqual({ stdout: '[restored]', status })
  })
})

test('a watch taken away restores nothing', async () => {
  const result = await run(`
    const { restoreAtEnd } = await import(${module})
    restoreAtEnd(() => process.stdout.write('[restored]'))()
  `)
  expect(result).toEqual({ stdout: '', status: '0' })
})

/** Runs a script in a process of its own: what it printed, and its exit code or the signal that ended it. */
async function run(script: string): Promise<{ stdout: string; status: string }> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let stdout = ''
  child.stdout.on('data', chunk => {
    stdout += String(chunk)
  })
  const [code, signal] = await once(child, 'close')
  return { stdout, status: String(signal ?? code) }
}
