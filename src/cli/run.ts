import { explain, LayerscopeError } from '../errors.ts'
import type { LayerIndex } from '../index/layer-index.ts'
import { displayLines } from '../report/display-name.ts'
import type { Call } from './command.ts'
import { DebugLog } from './debug-log.ts'
import { parseCommandLine } from './program.ts'
import type { ExitCode, Surroundings } from './surroundings.ts'

/**
 * One whole use of layerscope: the words after the program's name in, the exit code out. Everything it has to say
 * goes through `surroundings`; nothing it does ends the process.
 */
export async function run(words: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  try {
    return await runCommand(words, surroundings)
  } catch (error) {
    if (isClosedPipe(error)) return 0 // whoever read the output has seen enough
    return reportError(error, words, surroundings)
  }
}

async function runCommand(words: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  const parsed = parseCommandLine(words, surroundings)
  if (parsed.kind === 'text') {
    await surroundings.stdout.write(parsed.text)
    return 0
  }
  const { command, call } = parsed
  using log = call.options.debug === null ? null : new DebugLog(call.options.debug)
  const index = await openIndex(call)
  try {
    const code = await command.run({ ...call, log, index })
    await index?.settled()
    if (index?.problem) log?.note(`The index of layers could not be written: ${index.problem}.`)
    return code
  } catch (error) {
    log?.error(error)
    throw error
  }
}

/** Loaded when it is wanted: help and version are printed before Node could parse it. */
async function openIndex({ options, surroundings }: Call): Promise<LayerIndex | null> {
  if (!options.index || surroundings.indexFolder === null) return null
  const { LayerIndex } = await import('../index/layer-index.ts')
  return new LayerIndex(surroundings.indexFolder)
}

async function reportError(
  error: unknown,
  words: readonly string[],
  { stderr, signal }: Surroundings,
): Promise<ExitCode> {
  if (signal.aborted) return 130
  for (const line of displayLines(errorText(error, words))) await stderr.write(`${line}\n`)
  return 2
}

/** What went wrong, in a sentence. What is not a fault is our mistake; its stack goes to `--debug` only. */
function errorText(error: unknown, words: readonly string[]): string {
  if (error instanceof LayerscopeError) return `layerscope: ${explain(error.fault)}`
  const message = error instanceof Error ? error.message : String(error)
  const advice = words.includes('--debug')
    ? 'Please report it with the file --debug wrote.'
    : 'Run it again with --debug FILE and report it with that file.'
  return `This is a bug in layerscope: ${message}. ${advice}`
}

function isClosedPipe(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EPIPE'
}
