import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import type { Terminal } from './terminal.ts'

/** How another program went. */
export type ProgramEnding =
  | { readonly kind: 'ended'; readonly code: number }
  | { readonly kind: 'killed'; readonly signal: string }
  /** It could not be started; `answer` is the system's: `ENOENT`. */
  | { readonly kind: 'notStarted'; readonly answer: string }

/**
 * Runs another program on the terminal, a pager or an editor, with `command` as a person writes it in `$PAGER`
 * (`less -R`) and `path` as its last argument. The terminal is ours again when the promise settles.
 */
export async function runProgram(terminal: Terminal, command: string, path: string): Promise<ProgramEnding> {
  let ending: ProgramEnding = { kind: 'notStarted', answer: 'the terminal is lent already' }
  await terminal.suspend(async () => {
    const release = leaveSignalsTo()
    const keyboard = process.stdin.isTTY ? undefined : openKeyboard()
    try {
      ending = await endingOf(startProgram(command, path, keyboard ?? 'inherit'))
    } finally {
      if (keyboard !== undefined) closeSync(keyboard)
      release()
    }
  })
  return ending
}

/** Keys come from the terminal, also where our standard input is an image. */
function openKeyboard(): number | undefined {
  try {
    return openSync('/dev/tty', 'r')
  } catch {
    return undefined // no controlling terminal, or none of that name
  }
}

/** Only what a shell would have to understand is given to one. */
function startProgram(command: string, path: string, keyboard: 'inherit' | number): ChildProcess {
  const [program = '', ...words] = command.trim().split(/\s+/)
  const options: SpawnOptions = { stdio: [keyboard, 'inherit', 'inherit'] }
  return process.platform === 'win32' || /^[\w./+:,@%=\s-]*$/.test(command)
    ? spawn(program, [...words, path], options)
    : spawn('/bin/sh', ['-c', `${command} "$@"`, program, path], options)
}

async function endingOf(child: ChildProcess): Promise<ProgramEnding> {
  try {
    const [code, signal] = await once(child, 'exit')
    if (typeof signal === 'string') return { kind: 'killed', signal }
    return code === SHELL_FOUND_NOTHING
      ? { kind: 'notStarted', answer: 'ENOENT' }
      : { kind: 'ended', code: Number(code) }
  } catch (error) {
    const answer = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    return { kind: 'notStarted', answer }
  }
}

const SHELL_FOUND_NOTHING = 127

const KEYS = ['SIGINT', 'SIGQUIT'] as const

/**
 * What the terminal sends for Ctrl-C and Ctrl-\ reaches us too, and is meant for the program (as in system(3)). Ctrl-Z
 * stops the program and has to stop us with it: the shell waits for us, not for it. The returned function ends that.
 */
function leaveSignalsTo(): () => void {
  const before = KEYS.map(signal => [signal, process.listeners(signal)] as const)
  const stop = () => process.kill(process.pid, 'SIGSTOP')
  for (const signal of KEYS) process.removeAllListeners(signal).on(signal, ignore)
  process.on('SIGTSTP', stop)
  return () => {
    process.off('SIGTSTP', stop)
    for (const [signal, listeners] of before) {
      process.off(signal, ignore)
      for (const listener of listeners) process.on(signal, listener)
    }
  }
}

function ignore(): void {
  // it is the program's
}
