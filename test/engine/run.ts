import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'

export interface Outcome {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface RunOptions {
  /** The complete environment of the child; this process's own by default. */
  readonly env?: NodeJS.ProcessEnv | undefined
  readonly cwd?: string | undefined
}

/** Runs a program to its end and tells how it went. Rejects only when it cannot be started. */
export async function run(
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<Outcome> {
  const child = spawn(command, args, {
    ...options,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const code = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), code])
  return { code: await code, stdout, stderr }
}

/** What a program prints on standard output; anything but exit code 0 is an error that shows what it said. */
export async function output(
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<string> {
  const { code, stdout, stderr } = await run(command, args, options)
  if (code === 0) {
    return stdout
  }
  throw new Error(`${[command, ...args].join(' ')}: exit ${code}\n${stderr}${stdout}`)
}

/** Standard output of `sh -c SCRIPT`, for pipes between programs. */
export function shell(script: string, options: RunOptions = {}): Promise<string> {
  return output('bash', ['-euo', 'pipefail', '-c', script], options)
}

/** Waits for another process to get somewhere, at most half a minute. */
export async function until(what: string, reached: () => boolean | Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt++) {
    if (await reached()) {
      return
    }
    await pause(100)
  }
  throw new Error(`waited in vain: ${what}`)
}
