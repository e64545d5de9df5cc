#!/usr/bin/env node
import process from 'node:process'
import { keepCompiledCode } from './cli/keep-compiled-code.ts'
import { nodeTooOld } from './cli/node-version.ts'
import { takeTerminalAtOnce } from './cli/screen/take-terminal.ts'
import { VERSION } from './cli/version.ts'

const ENDING_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** How long what was interrupted may tidy up. */
const GRACE_MILLISECONDS = 500

/**
 * Arguments in, exit code out; the only file that ends the process.
 *
 * Everything else is imported after the look at Node's version: an older Node could not even link it, and would
 * answer with a stack instead of a sentence.
 */
const complaint = nodeTooOld(process.versions.node)
if (complaint !== undefined) {
  process.stderr.write(`${complaint}\n`)
  process.exitCode = 2
} else if (isVersionAsked(process.argv.slice(2))) {
  process.stdout.write(`${VERSION}\n`)
} else {
  await main()
}

/** Answered before anything is loaded: scripts ask often, and nothing else can come of these words. */
function isVersionAsked([word, ...more]: readonly string[]): boolean {
  return more.length === 0 && (word === '--version' || word === '-V')
}

async function main(): Promise<void> {
  process.noDeprecation = true // about how libraries call Node: nothing a user could act on
  const words = process.argv.slice(2)
  const taken = await takeTerminalAtOnce(words, process.stdout, process.env)
  keepCompiledCode()
  const [{ run }, { processSurroundings }, { LayerscopeError }] = await Promise.all([
    import('./cli/run.ts'),
    import('./cli/process-surroundings.ts'),
    import('./errors.ts'),
  ])
  const controller = new AbortController()
  let interruptedBy: NodeJS.Signals = 'SIGINT'
  const interrupt = (signal: NodeJS.Signals) => {
    if (controller.signal.aborted) raise(signal) // asked twice: no more waiting for the clean-up
    interruptedBy = signal
    controller.abort(new LayerscopeError({ kind: 'interrupted' }))
    setTimeout(raise, GRACE_MILLISECONDS, signal) // whatever does not listen; it also keeps the process alive till then
  }
  for (const signal of ENDING_SIGNALS) process.on(signal, interrupt)
  const code = await run(words, processSurroundings(controller.signal, taken))
  for (const signal of ENDING_SIGNALS) process.off(signal, interrupt)
  process.exitCode = code
  if (code === 130) raise(interruptedBy)
  else process.exit()
}

/** Ends the process by the signal itself, so that a shell sees what happened and stops its own loops too. */
function raise(signal: NodeJS.Signals): void {
  process.removeAllListeners(signal)
  process.kill(process.pid, signal)
}
