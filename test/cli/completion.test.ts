import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { COMMANDS } from '../../src/cli/command-table.ts'
import { isInstalled } from './is-installed.ts'
import { tryCommand } from './try-command.ts'

const execute = promisify(execFile)
const names = COMMANDS.map(({ name }) => name)
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layerscope-test-'))
  await writeFile(join(folder, 'image.tar'), '')
  await writeFile(join(folder, 'my image.tar'), '')
  for (const shell of ['bash', 'zsh', 'fish']) {
    await writeFile(join(folder, `complete.${shell}`), (await tryCommand(['completion', shell])).stdout)
  }
})

afterAll(() => rm(folder, { recursive: true }))

describe.runIf(isInstalled('bash'))('bash', () => {
  // biome-ignore format: one case per line
  test.each([
    ['layerscope wa',                       ['waste']],
    ['layerscope ',                         ['complete.bash', 'complete.fish', 'complete.zsh', 'help', 'image.tar', 'my image.tar', ...names].sort()],
    ['layerscope ima',                      ['image.tar']],
    ['layerscope my',                       ['my image.tar']],
    ['layerscope --js',                     ['--json']],
    ['layerscope --fil',                    ['--files']],
    ['layerscope ls --fil',                 []],
    ['layerscope ls --only',                ['--only-layer']],
    ['layerscope history --only',           []],
    ['layerscope history im',               ['image.tar']],
    ['layerscope completion ',              ['bash', 'fish', 'zsh']],
    ['layerscope completion bash ',         []],
    ['layerscope --format ',                ['csv', 'json', 'markdown', 'text']],
    ['layerscope ls image.tar --theme d',   ['dark']],
    ['layerscope -o im',                    ['image.tar']],
    ['layerscope --format json wa',         ['waste']],
    ['layerscope help w',                   ['waste']],
  ])('%s', async (line, words) => {
    expect(await completeInBash(line)).toEqual(words)
  })
})

/** What bash would offer for the last word of the line. */
async function completeInBash(line: string): Promise<string[]> {
  const script = `
    source complete.bash
    COMP_WORDS=(${line.replace(/ $/, " ''")})
    COMP_CWORD=$(( \${#COMP_WORDS[@]} - 1 ))
    _layerscope
    printf '%s\\n' "\${COMPREPLY[@]}" | sort -u`
  const { stdout } = await execute('bash', ['--norc', '--noprofile', '-c', script], { cwd: folder })
  return stdout.split('\n').filter(word => word !== '')
}

test.runIf(isInstalled('zsh'))('the zsh script is one zsh accepts', async () => {
  await execute('zsh', ['-fn', join(folder, 'complete.zsh')])
})

test.runIf(isInstalled('fish'))('fish completes a command', async () => {
  const script = `source ${join(folder, 'complete.fish')}; complete -C 'layerscope wa'`
  expect((await execute('fish', ['--no-config', '-c', script])).stdout).toContain('waste')
})
