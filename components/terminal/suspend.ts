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
