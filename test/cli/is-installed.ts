import { execFileSync } from 'node:child_process'

/** Whether this machine has a shell to try a script in. */
export function isInstalled(shell: string): boolean {
  try {
    execFileSync(shell, ['-c', 'true'])
    return true
  } catch {
    return false
  }
}
