import type { Completes } from '../command.ts'
import type { CompletedCommand, CompletedOption, CompletionTable } from './completion-table.ts'

/**
 * Bash completion. Needs nothing but bash: the first word that is neither an option nor an option's value is the
 * command. A reference's `:` splits words in bash, so what stands before the last one is taken off the answers.
 */
export function bashScript({ commands: verbs, options, bareOptions }: CompletionTable): string {
  const commands = verbs.flatMap(verb => [verb, ...verb.commands])
  const all = [...options, ...bareOptions, ...commands.flatMap(command => command.options)]
  return `# bash completion of layerscope
# Use it once:  source <(layerscope completion bash)
# For good:     layerscope completion bash > ~/.local/share/bash-completion/completions/layerscope

_layerscope() {
  local IFS=$'\\n' # names may hold spaces
  local current=\${COMP_WORDS[COMP_CWORD]} previous= command= position=0 at
  [[ $current == : ]] && current=
  (( COMP_CWORD > 0 )) && previous=\${COMP_WORDS[COMP_CWORD-1]}
  COMPREPLY=()
  for (( at = 1; at < COMP_CWORD; at++ )); do
    case \${COMP_WORDS[at]} in
      ${valueOptionNames(all)}) (( at++ )) ;;
      -*) ;;
      :) (( at++ )) ;;
      *)
        case $command in
          '') command=\${COMP_WORDS[at]} ;;
          ${groupNames(verbs)}) command+=" \${COMP_WORDS[at]}" ;;
          *) (( position++ )) ;;
        esac ;;
    esac
  done
  case $command/$previous in
${[...commands.flatMap(command => valueCases(command.name, command.options)), ...valueCases('*', [...options, ...bareOptions])].join('\n')}
  esac
  if [[ $current == -* ]]; then
    local options=${wordList(optionNames(options))}
    case $command in
      '') options+=$'\\n'${wordList(optionNames(bareOptions))} ;;
${commands
  .filter(command => command.options.length > 0)
  .map(optionCase)
  .join('\n')}
    esac
    COMPREPLY=($(compgen -W "$options" -- "$current"))
    return
  fi
  case $command/$position in
    /*) COMPREPLY=($(compgen -W ${wordList(verbs.map(verb => verb.name))} -- "$current") $(compgen -f -- "$current")) ;;
${commands.flatMap(wordCases).join('\n')}
    *) COMPREPLY=($(compgen -f -- "$current")) ;;
  esac
}

complete -o filenames -F _layerscope layerscope
`
}

/** Groups as a pattern; their next word belongs to the command. */
function groupNames(verbs: readonly CompletedCommand[]): string {
  const names = verbs.flatMap(({ name, commands }) => (commands.length === 0 ? [] : [name]))
  return names.length === 0 ? "' '" : names.join('|')
}

function valueCases(command: string, options: readonly CompletedOption[]): string[] {
  return options.flatMap(({ names, value }) =>
    value === null
      ? []
      : [`    ${names.map(name => `${pattern(command)}/${name}`).join('|')}) ${reply(value)}; return ;;`],
  )
}

function valueOptionNames(options: readonly CompletedOption[]): string {
  return options.flatMap(({ names, value }) => (value === null ? [] : names)).join('|')
}

function optionNames(options: readonly CompletedOption[]): string[] {
  return options.flatMap(option => option.names)
}

/** Words as `compgen -W` reads them, one a line. */
function wordList(words: readonly string[]): string {
  return `$'${words.join('\\n')}'`
}

function optionCase({ name, options }: CompletedCommand): string {
  return `      ${pattern(name)}) options+=$'\\n'${wordList(optionNames(options))} ;;`
}

function wordCases({ name, words, repeats }: CompletedCommand): string[] {
  const cases = words.map(
    (word, at) => `    ${pattern(name)}/${repeats && at === words.length - 1 ? '*' : at}) ${reply(word)} ;;`,
  )
  return repeats ? cases : [...cases, `    ${pattern(name)}/*) ;;`]
}

/** `cache\\ explain`. */
function pattern(command: string): string {
  return command.replaceAll(' ', '\\ ')
}

function reply(completes: Completes): string {
  switch (completes.kind) {
    case 'none':
      return ':'
    case 'words':
      return `COMPREPLY=($(compgen -W ${wordList(completes.words)} -- "$current"))`
    case 'image':
    case 'file':
      return 'COMPREPLY=($(compgen -f -- "$current"))'
    default:
      return completes satisfies never
  }
}
