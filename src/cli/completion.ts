import { fail } from '../errors.ts'
import { type Command, oneOf } from './command.ts'
import { bashScript } from './completion/bash-script.ts'
import { type CompletionTable, completionTable } from './completion/completion-table.ts'
import { fishScript } from './completion/fish-script.ts'
import { zshScript } from './completion/zsh-script.ts'
import { nearestWord } from './nearest-word.ts'
import { printText } from './print.ts'
import { refuseFormat } from './refuse-format.ts'

const SCRIPTS: Readonly<Record<string, (table: CompletionTable) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
}

const SHELLS = Object.keys(SCRIPTS)

export const completion: Command = {
  name: 'completion',
  summary: 'a script that completes commands in your shell',
  description: 'Prints a script that teaches bash, zsh or fish the commands and options of layerscope.',
  words: [{ syntax: '<SHELL>', description: SHELLS.join(', '), completes: oneOf(SHELLS) }],
  options: [],
  formats: [],
  examples: [
    { line: 'source <(layerscope completion bash)', says: 'in ~/.bashrc' },
    { line: 'source <(layerscope completion zsh)', says: 'in ~/.zshrc' },
    { line: 'layerscope completion fish | source', says: 'in ~/.config/fish/config.fish' },
  ],
  async run(call) {
    const [shell = ''] = call.words
    refuseFormat(call, 'completion', 'It prints a script.')
    const script = SCRIPTS[shell] ?? unknownShell(shell)
    await printText(script(completionTable(call.commands)), call)
    return 0
  },
}

function unknownShell(shell: string): never {
  const near = nearestWord(shell, SHELLS)
  const hint = near === undefined ? '' : ` Did you mean ${near}?`
  return fail({
    kind: 'usage',
    message: `"${shell}" is no shell layerscope can complete in; there are ${SHELLS.join(', ')}.${hint}`,
  })
}
