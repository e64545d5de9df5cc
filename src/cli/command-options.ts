import type { Format } from './choices.ts'
import type { Command, OptionInfo } from './command.ts'
import { oneOf } from './command.ts'
import { listWords } from './global-options.ts'

/** The options a command's help and completion show beside the global ones; `--format` where its formats are its own. */
export function optionsOf({ options, formats = [] }: Command): readonly OptionInfo[] {
  return formats.length === 0 ? options : [...options, formatOption(formats)]
}

function formatOption(formats: readonly Format[]): OptionInfo {
  return { syntax: '--format <FORMAT>', description: listWords(formats), completes: oneOf(formats) }
}
