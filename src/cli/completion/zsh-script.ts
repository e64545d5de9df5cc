import type { Completes } from '../command.ts'
import type { CompletedCommand, CompletedOption, CompletionTable } from './completion-table.ts'

/** Zsh completion, by its own `_arguments`, with the descriptions help shows. */
export function zshScript({ commands, options, bareOptions }: CompletionTable): string {
  return `#compdef layerscope
# zsh completion of layerscope
# Use it once:  source <(layerscope completion zsh)
# For good:     layerscope completion zsh > a directory of $fpath, as _layerscope

_layerscope() {
  local curcontext=$curcontext state line
  local -a options
  options=(
${options.flatMap(optionSpecs).map(indent).join('\n')}
  )
  _arguments -C $options ${bareOptions.flatMap(optionSpecs).join(' ')} '1:command or image:->first' '*::argument:->rest'
  case $state in
    first)
      local -a commands
      commands=(
${commands.map(({ name, summary }) => indent(quote(`${name}:${summary}`))).join('\n')}
      )
      _describe -t commands command commands
      _files
      ;;
    rest)
      case $line[1] in
${commands.map(verb => verbCase(verb, options)).join('\n')}
        *) _arguments $options '*:image:_files' ;;
      esac
      ;;
  esac
}

if [[ $zsh_eval_context[-1] == loadautofunc ]]; then _layerscope "$@"; else compdef _layerscope layerscope; fi
`
}

function verbCase(verb: CompletedCommand, general: readonly CompletedOption[]): string {
  return verb.commands.length === 0 ? commandCase(verb, general) : groupCase(verb, general)
}

/** The words of a group begin anew behind its name, as those of the program do. */
function groupCase({ name, commands }: CompletedCommand, general: readonly CompletedOption[]): string {
  const members = commands.map(command => ({ ...command, name: command.name.slice(name.length + 1) }))
  return `        ${name})
          state=
          _arguments -C $options ${quote(`1:command:(${members.map(member => member.name).join(' ')})`)} '*::argument:->member'
          [[ $state == member ]] && case $line[1] in
${members.map(member => commandCase(member, general)).join('\n')}
          esac
          ;;`
}

function commandCase(
  { name, options, words, repeats }: CompletedCommand,
  general: readonly CompletedOption[],
): string {
  const specs = words.map((word, at) => {
    const place = repeats && at === words.length - 1 ? '*' : String(at + 1)
    return quote(
      `${place}:${word.kind === 'words' ? 'word' : word.kind === 'none' ? 'path' : word.kind}:${action(word)}`,
    )
  })
  const own = [...options.flatMap(optionSpecs), ...specs].join(' ')
  return `        ${name}) _arguments ${otherOptions(options, general)} ${own} ;;`
}

/** The general options without those a command has of its own. */
function otherOptions(own: readonly CompletedOption[], general: readonly CompletedOption[]): string {
  const names = own.flatMap(option => option.names)
  const replaced = general.flatMap(option => option.names).filter(name => names.includes(name))
  return replaced.length === 0 ? '$options' : `\${options:#(${replaced.join('|')})\\[*}`
}

/** `'(-o --output)-o[description]:value:action'`, once for each name. */
function optionSpecs({ names, description, value }: CompletedOption): string[] {
  const exclusive = names.length > 1 ? `(${names.join(' ')})` : ''
  const after = value === null ? '' : `:value:${action(value)}`
  return names.map(name => quote(`${exclusive}${name}[${description.replace(/[[\]]/g, '')}]${after}`))
}

function action(completes: Completes): string {
  switch (completes.kind) {
    case 'none':
      return ' '
    case 'words':
      return `(${completes.words.join(' ')})`
    case 'image':
    case 'file':
      return '_files'
    default:
      return completes satisfies never
  }
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}

function indent(line: string): string {
  return `    ${line}`
}
