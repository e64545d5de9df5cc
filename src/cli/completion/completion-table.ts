import { bareReferences } from '../bare-references.ts'
import type { Command, Completes, OptionInfo } from '../command.ts'
import { GLOBAL_OPTIONS } from '../global-option-table.ts'

/** What a shell must know, taken from the tables that help and the parser are made of. */
export interface CompletionTable {
  readonly commands: readonly CompletedCommand[]
  /** Options that stand with every command, and alone. */
  readonly options: readonly CompletedOption[]
  /** Options that stand with an image alone. */
  readonly bareOptions: readonly CompletedOption[]
}

export interface CompletedCommand {
  readonly name: string
  readonly summary: string
  readonly options: readonly CompletedOption[]
  /** What each word after the command may be; the last holds for the rest when `repeats`. */
  readonly words: readonly Completes[]
  readonly repeats: boolean
}

export interface CompletedOption {
  /** `-o`, `--output`. */
  readonly names: readonly string[]
  readonly description: string
  /** What its value may be; `null` for a flag. */
  readonly value: Completes | null
}

export function completionTable(commands: readonly Command[]): CompletionTable {
  return {
    commands: [...commands.map(completedCommand), helpCommand(commands)],
    options: [...GLOBAL_OPTIONS, ...PARSER_OPTIONS].map(completedOption),
    bareOptions: bareReferences.options.map(completedOption),
  }
}

/** What the parser understands by itself. */
const PARSER_OPTIONS: readonly OptionInfo[] = [
  { syntax: '-h, --help', description: 'show help', completes: { kind: 'none' } },
  { syntax: '-V, --version', description: 'print the version', completes: { kind: 'none' } },
]

function helpCommand(commands: readonly Command[]): CompletedCommand {
  const names = commands.map(command => command.name)
  return {
    name: 'help',
    summary: 'show the help of a command',
    options: [],
    words: [{ kind: 'words', words: names }],
    repeats: false,
  }
}

function completedCommand({ name, summary, options, words }: Command): CompletedCommand {
  return {
    name,
    summary,
    options: options.map(completedOption),
    words: words.map(word => word.completes),
    repeats: words.at(-1)?.syntax.includes('...') ?? false,
  }
}

function completedOption({ syntax, description, completes }: OptionInfo): CompletedOption {
  const names = syntax.split(/[ ,]+/).filter(word => word.startsWith('-'))
  return { names, description, value: syntax.includes('<') ? completes : null }
}
