const ENDING_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const

/**
 * Calls `restore` before the process ends, however it ends: normally, by `process.exit`, by an exception nobody caught
 * (before Node prints it) or by a signal, which is then raised again so that the shell sees it. The returned function
 * takes the watch away.
 */
export function restoreAtEnd(restore: () => void): () => void {
  const unwatch = () => {
    process.off('exit', restore)
    for (const signal of ENDING_SIGNALS) process.off(signal, endBySignal)
  }
  const endBySignal = (signal: NodeJS.Signals) => {
    unwatch()
    restore()
    process.kill(process.pid, signal)
  }
  process.on('exit', restore)
  for (const signal of ENDING_SIGNALS) process.on(signal, endBySignal)
  return unwatch
}
