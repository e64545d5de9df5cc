import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Terminal } from './terminal.ts'

/** Ctrl-Z: gives the terminal back, stops the whole job, and returns when the shell continues it. */
export async function suspendToShell(terminal: Terminal): Promise<void> {
  if (process.platform === 'win32') return
  await terminal.suspend(async () => {
    const awake = setInterval(() => undefined, 2 ** 30) // stdin is paused: nothing else keeps the process alive
    const continued = once(process, 'SIGCONT')
    process.kill(0, 'SIGSTOP')
    await continued
    clearInterval(awake)
  })
}

/**
 * Runs another program on the terminal, a pager or an editor, with `command` as a person writes it in `$PAGER`
 * (`less -R`) and `paths` as its last arguments. Resolves with its exit code; rejects when it cannot be started.
 */
export async function runProgram(
  terminal: Terminal,
  command: string,
  paths: readonly string[],
): Promise<number | undefined> {
  let code: number | undefined
  await terminal.suspend(async () => {
    const [program = '', ...words] = command.trim().split(/\s+/)
    const child = spawn(program, [...words, ...paths], { stdio: 'inherit' })
    const [status] = await once(child, 'exit')
    code = typeof status === 'number' ? status : undefined
  })
  return code
}
