/** A command split into the shell that runs it and its script. */
export interface ShellCommand {
  /** `/bin/sh -c`, `/bin/bash -o pipefail -c`, `/bin/busybox sh -c`, … */
  readonly shell: string
  readonly script: string
}

/**
 * Splits `/bin/sh -c apt-get update`. Whatever a Dockerfile's SHELL names is recognised by the name of the program and
 * by the option after which the script begins, so no list of exact spellings is needed.
 */
export function splitShell(command: string): ShellCommand | undefined {
  const prefix = (UNIX_SHELL.exec(command) ?? WINDOWS_SHELL.exec(command))?.[0]
  if (prefix === undefined) return undefined
  return { shell: prefix.trimEnd(), script: command.slice(prefix.length) }
}

const PROGRAM = String.raw`(?:[^\s"'|&;]*[\\/])?`
/** Options of a Unix shell, the last of them with the `c`: `-c`, `-ec`, `-euxo pipefail -c`, `-o errexit -c`. */
const UNIX_OPTIONS = String.raw`(?:[-+][a-zA-Z]*o\s+[a-z]+\s+|--?[a-bd-zA-Z][a-z-]*\s+)*-[a-z]*c`
const UNIX_SHELL = new RegExp(
  String.raw`^${PROGRAM}(?:busybox(?:\.static)?\s+)?(?:ba|da|a|k|z|mk|rba)?sh\s+${UNIX_OPTIONS}(?:\s+|$)`,
)
const CMD = String.raw`cmd(?:\.exe)?(?:\s+\/[a-z])*\s+\/c`
const POWERSHELL = String.raw`(?:powershell|pwsh)(?:\.exe)?(?:\s+-\w+(?:\s+\w+)?)*?\s+-command`
const WINDOWS_SHELL = new RegExp(`^${PROGRAM}(?:${CMD}|${POWERSHELL})(?:\\s+|$)`, 'i')

/** The values `|2 A=1 B=two words ` puts in front of a command, and the rest. */
export interface BuildArguments {
  readonly values: readonly string[]
  readonly command: string
}

/**
 * Splits off the build arguments a builder records before a RUN. They are separated by blanks and may hold blanks, so
 * the count says how many there are and the shell says where they end; without a shell, the last is one word.
 */
export function splitBuildArguments(text: string): BuildArguments {
  const counted = /^\|(\d{1,4}) /.exec(text)
  if (counted === null) return { values: [], command: text }
  const words = text.slice(counted[0].length)
  const starts = argumentStarts(words, Number(counted[1]))
  const last = starts.at(-1)
  if (last === undefined) return { values: [], command: words }
  const end = shellStart(words, last) ?? wordEnd(words, last)
  const values = starts.map((start, index) => words.slice(start, starts[index + 1] ?? end).trimEnd())
  return { values, command: words.slice(end).trimStart() }
}

function argumentStarts(words: string, amount: number): number[] {
  const starts = [...words.matchAll(/(?<=^|\s)[A-Za-z_]\w*=/g)].map(match => match.index)
  return starts.slice(0, amount)
}

/** Where, after a position, a shell begins. */
function shellStart(words: string, from: number): number | undefined {
  for (const blank of words.slice(from).matchAll(/\s+/g)) {
    const start = from + blank.index + blank[0].length
    if (splitShell(words.slice(start)) !== undefined) return start
  }
  return undefined
}

function wordEnd(words: string, from: number): number {
  const blank = words.slice(from).search(/\s/)
  return blank === -1 ? words.length : from + blank
}
