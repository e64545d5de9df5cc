import { bareReferences } from '../bare-references.ts'
import {
  type Command,
  type CommandGroup,
  type Completes,
  isGroup,
  type OptionInfo,
  type Verb,
} from '../command.ts'
import { optionsOf } from '../command-options.ts'
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
  /** One word, or two for a command of a group: `cache explain`. */
  readonly name: string
  readonly summary: string
  readonly options: readonly CompletedOption[]
  /** What each word after the command may be; the last holds for the rest when `repeats`. */
  readonly words: readonly Completes[]
  readonly repeats: boolean
  /** Of a group, its commands; a group takes one of their names and has no options of its own. */
  readonly commands: readonly CompletedCommand[]
}

export interface CompletedOption {
  /** `-o`, `--output`. */
  readonly names: readonly string[]
  readonly description: string
  /** What its value may be; `null` for a flag. */
  readonly value: Completes | null
}

export function completionTable(commands: readonly Verb[]): CompletionTable {
  return {
    commands: [...commands.map(completedVerb), helpCommand(commands)],
    options: [...GLOBAL_OPTIONS, ...PARSER_OPTIONS].map(completedOption),
    bareOptions: bareReferences.options.map(completedOption),
  }
}

/** What the parser understands by itself. */
const PARSER_OPTIONS: readonly OptionInfo[] = [
  { syntax: '-h, --help', description: 'show help', completes: { kind: 'none' } },
  { syntax: '-V, --version', description: 'print the version', completes: { kind: 'none' } },
]

function helpCommand(commands: readonly Verb[]): CompletedCommand {
  const names = commands.map(command => command.name)
  return {
    name: 'help',
    summary: 'show the help of a command',
    options: [],
    words: [{ kind: 'words', words: names }],
    repeats: false,
    commands: [],
  }
}

function completedVerb(verb: Verb): CompletedCommand {
  return isGroup(verb) ? completedGroup(verb) : completedCommand(verb)
}

function completedGroup({ name, summary, commands }: CommandGroup): CompletedCommand {
  return {
    name,
    summary,
    options: [],
    words: [{ kind: 'words', words: commands.map(command => command.name) }],
    repeats: false,
    commands: commands.map(command => completedCommand({ ...command, name: `${name} ${command.name}` })),
  }
}

function completedCommand(command: Command): CompletedCommand {
  const { name, summary, words } = command
  return {
    name,
    summary,
    options: optionsOf(command).map(completedOption),
    words: words.map(word => word.completes),
    repeats: words.at(-1)?.syntax.includes('...') ?? false,
    commands: [],
  }
}

function completedOption({ syntax, description, completes }: OptionInfo): CompletedOption {
  const names = syntax.split(/[ ,]+/).filter(word => word.startsWith('-'))
  return { names, description, value: syntax.includes('<') ? completes : null }
}
