import type { Completes } from '../command.ts'
import type { CompletedCommand, CompletedOption, CompletionTable } from './completion-table.ts'

/** Fish completion: one `complete` line for each command and option. */
export function fishScript({ commands, options, bareOptions }: CompletionTable): string {
  const first = '__fish_is_first_token'
  return `# fish completion of layerscope
# Use it once:  layerscope completion fish | source
# For good:     layerscope completion fish > ~/.config/fish/completions/layerscope.fish

${commands.map(({ name, summary }) => `complete -c layerscope -n ${first} -a ${name} -d ${quote(summary)}`).join('\n')}
${[...options, ...bareOptions].map(option => `complete -c layerscope ${optionArguments(option)}`).join('\n')}
${commands.flatMap(command => commandLines(command, otherThan(commands, command))).join('\n')}
`
}

/** Groups whose commands may be called like this one: `cache explain` is not `explain`. */
function otherThan(commands: readonly CompletedCommand[], { name }: CompletedCommand): readonly string[] {
  return commands.flatMap(group => (group.commands.length > 0 && group.name !== name ? [group.name] : []))
}

function commandLines(command: CompletedCommand, groups: readonly string[]): string[] {
  const seen = command.name.split(' ').map(word => `__fish_seen_subcommand_from ${word}`)
  const unseen = groups.length === 0 ? [] : [`not __fish_seen_subcommand_from ${groups.join(' ')}`]
  return command.commands.length > 0
    ? groupLines(command, [...seen, ...unseen])
    : leafLines(command, [...seen, ...unseen])
}

function groupLines({ commands }: CompletedCommand, conditions: readonly string[]): string[] {
  const names = commands.map(({ name }) => name.slice(name.indexOf(' ') + 1))
  const here = when([...conditions, `not __fish_seen_subcommand_from ${names.join(' ')}`])
  return [
    ...commands.map(
      ({ summary }, at) => `complete -c layerscope ${here} -f -a ${names[at]} -d ${quote(summary)}`,
    ),
    ...commands.flatMap(command => commandLines(command, [])),
  ]
}

function leafLines({ options, words }: CompletedCommand, conditions: readonly string[]): string[] {
  const here = when(conditions)
  return [
    ...options.map(option => `complete -c layerscope ${here} ${optionArguments(option)}`),
    ...words.flatMap(word =>
      word.kind === 'words' ? [`complete -c layerscope ${here} -f -a ${quote(word.words.join(' '))}`] : [],
    ),
  ]
}

function when(conditions: readonly string[]): string {
  return `-n '${conditions.join('; and ')}'`
}

function optionArguments({ names, description, value }: CompletedOption): string {
  const spelled = names.map(name => (name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`))
  return [...spelled, ...valueArguments(value), '-d', quote(description)].join(' ')
}

function valueArguments(value: Completes | null): string[] {
  if (value === null) return []
  switch (value.kind) {
    case 'none':
      return ['-x']
    case 'words':
      return ['-x', '-a', quote(value.words.join(' '))]
    case 'image':
    case 'file':
      return ['-r']
    default:
      return value satisfies never
  }
}

function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
}
