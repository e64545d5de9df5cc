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
${commands.flatMap(commandLines).join('\n')}
`
}

function commandLines({ name, options, words }: CompletedCommand): string[] {
  const here = `-n '__fish_seen_subcommand_from ${name}'`
  return [
    ...options.map(option => `complete -c layerscope ${here} ${optionArguments(option)}`),
    ...words.flatMap(word =>
      word.kind === 'words' ? [`complete -c layerscope ${here} -f -a ${quote(word.words.join(' '))}`] : [],
    ),
  ]
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
