import type { LayerIndex } from '../index/layer-index.ts'
import type { Format } from './choices.ts'
import type { DebugLog } from './debug-log.ts'
import type { GlobalOptions } from './global-options.ts'
import type { OptionValues } from './option-values.ts'
import type { ExitCode, Surroundings } from './surroundings.ts'

/** One verb of the command line. Help, shell completion and parsing are made from it. */
export interface Command {
  readonly name: string
  /** A few words for the list of commands. */
  readonly summary: string
  /** For the command's own help: what it prints, and how it decides. */
  readonly description: string
  readonly words: readonly WordInfo[]
  readonly options: readonly OptionInfo[]
  /** What it prints when that is not `FORMATS`; help says so under `--format`. Empty: it prints no result. */
  readonly formats?: readonly Format[]
  readonly examples: readonly Example[]
  run(call: Call): Promise<ExitCode>
}

/** Verbs that share a first word: `layerscope cache explain`. */
export interface CommandGroup {
  readonly name: string
  readonly summary: string
  readonly description: string
  readonly commands: readonly Command[]
}

/** What the first word of a command line may ask for. */
export type Verb = Command | CommandGroup

export function isGroup(verb: Verb): verb is CommandGroup {
  return 'commands' in verb
}

/** A word after the command. */
export interface WordInfo {
  /** As commander spells it: `<IMAGE>` required, `[PATH]` optional, `[IMAGE...]` any number. */
  readonly syntax: string
  readonly description: string
  readonly completes: Completes
}

export interface OptionInfo {
  /** As commander spells it: `-o, --output <FILE>`. */
  readonly syntax: string
  readonly description: string
  /** What its value may be; `none` for a flag. */
  readonly completes: Completes
  /** Whether it may be given several times; its value is a list then. */
  readonly repeats?: true
}

/** What a shell offers for a word. */
export type Completes =
  | { readonly kind: 'none' }
  | { readonly kind: 'image' }
  | { readonly kind: 'file' }
  | { readonly kind: 'words'; readonly words: readonly string[] }

export const NOTHING: Completes = { kind: 'none' }
export const AN_IMAGE: Completes = { kind: 'image' }
export const A_FILE: Completes = { kind: 'file' }

export function oneOf(words: readonly string[]): Completes {
  return { kind: 'words', words }
}

export interface Example {
  readonly line: string
  readonly says: string
}

/** One use of a command. */
export interface Call {
  /** The words after the command, in order. */
  readonly words: readonly string[]
  /** The command's own options. */
  readonly values: OptionValues
  readonly options: GlobalOptions
  readonly surroundings: Surroundings
  /** `--debug`. */
  readonly log: DebugLog | null
  /** What earlier runs learnt; `null` with `--no-index`, and where there is no folder for it. */
  readonly index: LayerIndex | null
  /** Every command there is, for those that tell about commands. */
  readonly commands: readonly Verb[]
}
