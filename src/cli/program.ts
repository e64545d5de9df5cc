import { type Argument, Command as CommanderCommand, CommanderError, Option } from 'commander'
import { fail } from '../errors.ts'
import { bareReferences } from './bare-references.ts'
import { type Call, type Command, type CommandGroup, isGroup, type OptionInfo, type Verb } from './command.ts'
import { optionsOf } from './command-options.ts'
import { COMMANDS } from './command-table.ts'
import { GLOBAL_OPTIONS } from './global-option-table.ts'
import { parseGlobalOptions } from './global-options.ts'
import { examplesText, imageFormsText } from './help-text.ts'
import { nearestWord } from './nearest-word.ts'
import type { OptionValues } from './option-values.ts'
import type { Surroundings } from './surroundings.ts'
import { VERSION } from './version.ts'

/** What the words of a command line ask for. */
export type Parsed =
  | { readonly kind: 'command'; readonly command: Command; readonly call: Call }
  /** Help or the version. */
  | { readonly kind: 'text'; readonly text: string }

/** Throws a `usage` fault for wrong usage, with the nearest valid word where there is one. */
export function parseCommandLine(
  words: readonly string[],
  surroundings: Surroundings,
  commands: readonly Verb[] = COMMANDS,
): Parsed {
  let text = ''
  let chosen: Parsed | undefined
  const receiver: Receiver = {
    print: piece => {
      text += piece
    },
    choose: (command, target) => {
      const values: OptionValues = target.optsWithGlobals()
      if (command !== bareReferences) refuseBareOptions(target, values)
      const options = parseGlobalOptions(values, command.formats)
      const call: Call = {
        words: target.args,
        values,
        options,
        surroundings,
        log: null,
        index: null,
        commands,
      }
      chosen = { kind: 'command', command, call }
    },
  }
  try {
    createProgram(commands, receiver).parse(withNestedHelp(words, commands), { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode !== 0) fail({ kind: 'usage', message: usageSentence(error.message) }, error)
  }
  return chosen ?? { kind: 'text', text }
}

interface Receiver {
  print(text: string): void
  choose(command: Command, target: CommanderCommand): void
}

function createProgram(commands: readonly Verb[], receiver: Receiver): CommanderCommand {
  const program = new CommanderCommand('layerscope')
    .exitOverride()
    .configureOutput({ writeOut: receiver.print, writeErr: () => {} })
    .configureHelp(HELP)
    .helpOption('-h, --help', 'show this help')
    .helpCommand('help [COMMAND]', 'show the help of a command')
    .version(VERSION, '-V, --version', 'print the version')
  dress(program, bareReferences, receiver)
  for (const option of GLOBAL_OPTIONS) program.addOption(new Option(option.syntax, option.description))
  program.addHelpText('after', imageFormsText())
  for (const verb of commands) {
    const target = program.command(verb.name).summary(verb.summary)
    if (isGroup(verb)) dressGroup(target, verb, receiver)
    else dress(target, verb, receiver)
  }
  return program
}

function dressGroup(target: CommanderCommand, group: CommandGroup, receiver: Receiver): void {
  target.description(group.description).helpCommand('help [COMMAND]', 'show the help of a command')
  for (const command of group.commands)
    dress(target.command(command.name).summary(command.summary), command, receiver)
  target.allowExcessArguments().action(() => refuseWord(group, target.args[0]))
}

function refuseWord({ name, commands }: CommandGroup, word: string | undefined): never {
  const names = commands.map(command => command.name)
  const near = word === undefined ? undefined : nearestWord(word, names)
  const hint = near === undefined ? `See layerscope ${name} --help.` : `Did you mean ${near}?`
  const found = word === undefined ? `${name} alone says nothing` : `${name} has no command "${word}"`
  return fail({ kind: 'usage', message: `${found}; there are ${names.join(', ')}. ${hint}` })
}

/** `help cache explain` is what `cache explain --help` prints; the parser looks at one word behind `help`. */
function withNestedHelp(words: readonly string[], commands: readonly Verb[]): readonly string[] {
  const [help, name = '', ...rest] = words
  const isNested =
    help === 'help' && rest.length > 0 && commands.some(verb => verb.name === name && isGroup(verb))
  return isNested ? [name, ...rest, '--help'] : words
}

/** Help at 80 columns wherever it is read; a command's own shows the global options too. */
const HELP = {
  helpWidth: 80,
  showGlobalOptions: true,
  subcommandTerm: (command: CommanderCommand) =>
    [
      command.name(),
      ...(command.commands.length === 0 ? command.registeredArguments.map(argumentTerm) : ['<COMMAND>']),
    ].join(' '),
  visibleGlobalOptions: (command: CommanderCommand) =>
    command.parent === null
      ? []
      : programOf(command).options.filter(
          option =>
            !BARE_OPTIONS.has(option.attributeName()) &&
            !command.options.some(own => own.long === option.long),
        ),
}

function programOf(command: CommanderCommand): CommanderCommand {
  return command.parent === null ? command : programOf(command.parent)
}

/** Of a command that prints no result. */
const HELP_WITHOUT_FORMATS = {
  visibleGlobalOptions: (command: CommanderCommand) =>
    HELP.visibleGlobalOptions(command).filter(({ long }) => long !== '--format' && long !== '--json'),
}

/** `<IMAGE>`, `[PATH]`. */
function argumentTerm(argument: Argument): string {
  const name = `${argument.name()}${argument.variadic ? '...' : ''}`
  return argument.required ? `<${name}>` : `[${name}]`
}

/** The parser takes options of bare references everywhere; with a command they would mean nothing. */
const BARE_OPTIONS = new Set(
  bareReferences.options.map(({ syntax, description }) => new Option(syntax, description).attributeName()),
)

function refuseBareOptions(target: CommanderCommand, values: OptionValues): void {
  for (const { syntax, description } of bareReferences.options) {
    const option = new Option(syntax, description)
    const isOwn = target.options.some(({ long }) => long === option.long)
    if (isOwn || values[option.attributeName()] === undefined) continue
    fail({
      kind: 'usage',
      message: `${option.long ?? syntax} goes with IMAGE… alone, not with ${fullName(target)}.`,
    })
  }
}

/** `cache explain`. */
function fullName(command: CommanderCommand): string {
  const { parent } = command
  return parent === null || parent.parent === null ? command.name() : `${fullName(parent)} ${command.name()}`
}

/** Gives a commander command what the table says of it. */
function dress(target: CommanderCommand, command: Command, receiver: Receiver): void {
  target.description(command.description)
  for (const word of command.words) target.argument(word.syntax, word.description)
  for (const option of optionsOf(command)) target.addOption(commanderOption(option))
  if (command.formats?.length === 0) target.configureHelp({ ...HELP, ...HELP_WITHOUT_FORMATS })
  target.addHelpText('after', examplesText(command.examples))
  target.action(() => receiver.choose(command, target))
}

function commanderOption({ syntax, description, repeats }: OptionInfo): Option {
  const option = new Option(syntax, description)
  return repeats === true
    ? option.argParser((value: string, before: readonly string[] = []) => [...before, value])
    : option
}

/** Commander's complaint as a sentence: `error: unknown option '--jsn'\n(Did you mean --json?)`. */
function usageSentence(complaint: string): string {
  const [problem = '', hint = ''] = complaint.replace(/^error: /, '').split('\n')
  const sentence = `${problem.charAt(0).toUpperCase()}${problem.slice(1).replace(/\.$/, '')}.`
  return `${sentence} ${hint === '' ? 'See layerscope --help.' : hint.replace(/^\((.*)\)$/, '$1')}`
}
