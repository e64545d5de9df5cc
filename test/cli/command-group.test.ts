import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { A_FILE, type Command, type CommandGroup, NOTHING, oneOf } from '../../src/cli/command.ts'
import { bashScript } from '../../src/cli/completion/bash-script.ts'
import { completionTable } from '../../src/cli/completion/completion-table.ts'
import { fishScript } from '../../src/cli/completion/fish-script.ts'
import { zshScript } from '../../src/cli/completion/zsh-script.ts'
import { parseCommandLine } from '../../src/cli/program.ts'
import type { Surroundings } from '../../src/cli/surroundings.ts'
import { LayerscopeError } from '../../src/errors.ts'
import { isInstalled } from './is-installed.ts'

const execute = promisify(execFile)

const explain: Command = {
  name: 'explain',
  summary: 'a verb of its own',
  description: 'Explains a word.',
  words: [{ syntax: '<WORD>', description: 'what to explain', completes: oneOf(['waste', 'whiteout']) }],
  options: [],
  examples: [],
  run: async () => 0,
}

const group: CommandGroup = {
  name: 'kettle',
  summary: 'about kettles',
  description: 'Boils and pours.',
  commands: [
    {
      ...explain,
      name: 'boil',
      description: 'Boils what is in it.',
      words: [{ syntax: '[FILE...]', description: 'what to boil', completes: A_FILE }],
      options: [
        { syntax: '--until <STATE>', description: 'when to stop', completes: oneOf(['warm', 'hot']) },
      ],
    },
    {
      ...explain,
      options: [{ syntax: '--slowly', description: 'without a splash', completes: NOTHING }],
    },
  ],
}

const verbs = [explain, group]
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layerscope-test-'))
  const table = completionTable(verbs)
  await writeFile(join(folder, 'complete.bash'), bashScript(table))
  await writeFile(join(folder, 'complete.zsh'), zshScript(table))
  await writeFile(join(folder, 'complete.fish'), fishScript(table))
  await writeFile(join(folder, 'image.tar'), '')
})

afterAll(() => rm(folder, { recursive: true }))

// biome-ignore format: one case per line
test.each([
  ['kettle',             'kettle alone says nothing; there are boil, explain. See layerscope kettle --help.'],
  ['kettle biol',        'kettle has no command "biol"; there are boil, explain. Did you mean boil?'],
  ['kettle zzzzzz',      'kettle has no command "zzzzzz"; there are boil, explain. See layerscope kettle --help.'],
  ['kettle boil --utnil', "Unknown option '--utnil'. Did you mean --until?"],
  ['kettle explain',     "Missing required argument 'WORD'. See layerscope --help."],
  ['kettle boil --files', '--files goes with IMAGE… alone, not with kettle boil.'],
])('%s is refused', (line, sentence) => {
  expect(refusal(line)).toBe(sentence)
})

test.each([
  ['kettle boil water', 'Boils what is in it.'],
  ['kettle explain waste', 'Explains a word.'],
  ['explain waste', 'Explains a word.'],
])('%s is that command', (line, description) => {
  expect(parse(line)).toMatchObject({ kind: 'command', command: { description } })
})

test.each(['kettle --help', 'help kettle'])('%s lists the commands of the group', line => {
  expect(parse(line)).toMatchObject({ kind: 'text', text: expect.stringContaining('boil [FILE...]') })
})

test.each(['kettle boil --help', 'help kettle boil', 'kettle help boil'])(
  '%s is the help of that command',
  line => {
    const parsed = parse(line)
    expect(parsed).toMatchObject({ kind: 'text', text: expect.stringContaining('Boils what is in it.') })
    expect(parsed).toMatchObject({ text: expect.stringContaining('--json') })
  },
)

// biome-ignore format: one case per line
test.runIf(isInstalled('bash')).each([
  ['ket',                     ['kettle']],
  ['kettle ',                 ['boil', 'explain']],
  ['kettle bo',               ['boil']],
  ['kettle boil im',          ['image.tar']],
  ['kettle boil a b im',      ['image.tar']],
  ['kettle boil --unt',       ['--until']],
  ['kettle boil --until h',   ['hot']],
  ['kettle explain w',        ['waste', 'whiteout']],
  ['kettle explain --sl',     ['--slowly']],
  ['explain --sl',            []],
])('bash completes %s', async (line, words) => {
  const script = `
    source complete.bash
    COMP_WORDS=(layerscope ${line.replace(/ $/, " ''")})
    COMP_CWORD=$(( \${#COMP_WORDS[@]} - 1 ))
    _layerscope
    printf '%s\\n' "\${COMPREPLY[@]}" | sort -u`
  const { stdout } = await execute('bash', ['--norc', '--noprofile', '-c', script], { cwd: folder })
  expect(stdout.split('\n').filter(word => word !== '')).toEqual(words)
})

// biome-ignore format: one case per line
test.runIf(isInstalled('fish')).each([
  ['kettle ',               ['boil', 'explain']],
  ['kettle boil --unt',     ['--until']],
  ['kettle boil --until h', ['hot']],
  ['kettle explain wh',     ['whiteout']],
  ['kettle explain --sl',   ['--slowly']],
  ['explain --sl',          []],
])('fish completes %s', async (line, words) => {
  const script = `source complete.fish; complete -C 'layerscope ${line}'`
  const { stdout } = await execute('fish', ['--no-config', '-c', script], { cwd: folder })
  const offered = stdout.split('\n').map(row => row.split('\t')[0] ?? '')
  expect(offered.filter(word => word !== '' && !word.startsWith('complete.') && word !== 'image.tar')).toEqual(words)
})

test.runIf(isInstalled('zsh'))('zsh accepts the script', async () => {
  await execute('zsh', ['-fn', join(folder, 'complete.zsh')])
})

function parse(line: string) {
  return parseCommandLine(line.split(' '), SURROUNDINGS, verbs)
}

function refusal(line: string): string {
  try {
    parse(line)
  } catch (error) {
    if (error instanceof LayerscopeError && error.fault.kind === 'usage') return error.fault.message
    throw error
  }
  return 'not refused'
}

const SURROUNDINGS: Surroundings = {
  stdout: { isTerminal: false, columns: null, write: async () => {} },
  stderr: { isTerminal: false, columns: null, write: async () => {} },
  stdin: { isTerminal: false, readLine: async () => null },
  machine: { variables: {}, home: '/', platform: 'linux', userId: null },
  architecture: 'x64',
  demoFolders: [],
  indexFolder: null,
  signal: new AbortController().signal,
  runScreens: async () => 0,
}
