/**
 * What an exit code means by convention of kernels, shells, runtimes and engines, as the end of a sentence that begins
 * with the code. A program may give any code a meaning of its own; nobody else does for the codes above 128.
 */
export function exitCodeMeaning(code: number): string {
  const known = CODES.get(code)
  if (known !== undefined) return known
  const signal = SIGNALS.get(code - 128)
  if (signal !== undefined) return `128 + ${code - 128}, ${signal}`
  return 'a code of the program itself: its documentation and its log say what it means'
}

const CODES: ReadonlyMap<number, string> = new Map([
  [0, 'the program ended by itself and well; a container lives as long as its first process'],
  [1, 'the program ended itself because of an error, which its log should name'],
  [2, 'the program ended itself because of an error; a shell means a mistake in its script or its options'],
  [125, 'the engine failed before the program could run'],
  [126, 'what was to be run is there, but may not or cannot be executed'],
  [127, 'what was to be run was not found'],
  [128, 'the runtime gave up before the program could run, or the program ended with a number that is none'],
  [255, 'the runtime could not start the program, or the program ended with −1'],
])

const SIGNALS: ReadonlyMap<number, string> = new Map([
  [1, 'SIGHUP: its terminal went away'],
  [2, 'SIGINT: somebody pressed Ctrl-C, or its stop signal says so'],
  [3, 'SIGQUIT: somebody asked it to quit'],
  [4, 'SIGILL: the CPU does not know one of its instructions; it may be built for a newer one'],
  [5, 'SIGTRAP: it stopped at a trap'],
  [6, 'SIGABRT: it aborted itself, as after a failed assertion or an exception nobody catches'],
  [7, 'SIGBUS: it touched memory that is not there, as of a file that was cut'],
  [8, 'SIGFPE: it divided by zero'],
  [9, 'SIGKILL: it was killed and could do nothing about it'],
  [11, 'SIGSEGV: it reached for memory that is not its own'],
  [13, 'SIGPIPE: it wrote to somebody who had gone'],
  [14, 'SIGALRM: its alarm went off'],
  [15, 'SIGTERM: it was asked to stop, as docker stop does, and did'],
])
