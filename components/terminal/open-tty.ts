import { openSync } from 'node:fs'
import { ReadStream } from 'node:tty'

/**
 * Where keys come from: standard input, or the terminal device when standard input is a pipe (`docker save x |
 * layerscope -`). `undefined` when there is no terminal at all.
 */
export function openTty(): ReadStream | undefined {
  if (process.stdin.isTTY) return process.stdin
  try {
    return new ReadStream(openSync(process.platform === 'win32' ? '\\\\.\\CONIN$' : '/dev/tty', 'r+'))
  } catch {
    return undefined // no controlling terminal (cron, CI)
  }
}
