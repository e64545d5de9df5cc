import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { LayerscopeError } from '../../../src/errors.ts'
import { exportImages } from '../../../src/source/engine/export-images.ts'
import { listImages } from '../../../src/source/engine/list-images.ts'
import { openEngine } from '../../../src/source/engine/open-engine.ts'
import { sshArguments } from '../../../src/source/engine/ssh-stream.ts'
import { machine, startFakeEngine } from './fake-engine.ts'
import { temporaryFolder } from './temporary-folder.ts'

const signal = new AbortController().signal
const always = ['-o', 'BatchMode=yes', '-o', 'ConnectTimeout=30', '-T']
const build = { kind: 'ssh', host: 'build', user: null, port: null, socket: null } as const

describe('ssh is asked for', () => {
  // biome-ignore format: a table
  test.each([
    [build,                                  'docker', ['--', 'build', 'docker system dial-stdio']],
    [{ ...build, user: 'ann', port: 2222 },  'docker', ['-l', 'ann', '-p', '2222', '--', 'build', 'docker system dial-stdio']],
    [{ ...build, host: '-oProxyCommand=x' }, 'docker', ['--', '-oProxyCommand=x', 'docker system dial-stdio']],
    [{ ...build, socket: '/run/d.sock' },    'docker', ['--', 'build', "docker --host 'unix:///run/d.sock' system dial-stdio"]],
    [{ ...build, socket: "/it's;x" },        'docker', ['--', 'build', "docker --host 'unix:///it'\\''s;x' system dial-stdio"]],
    [{ ...build, socket: '/run/p.sock' },    'podman', ['--', 'build', "podman --url 'unix:///run/p.sock' system dial-stdio"]],
  ])('%j, %s', (endpoint, program, expected) => {
    expect(sshArguments(endpoint, program)).toEqual([...always, ...expected])
  })
})

describe.skipIf(process.platform === 'win32')('through ssh', () => {
  test('question, API and export reach the engine, one process each', async () => {
    const archive = Buffer.alloc(300_000)
    const { socket, requests } = await startFakeEngine({
      '/images/json': { json: [{ Id: 'sha256:1', RepoTags: ['mini:1'] }] },
      '/images/get': response => response.end(archive),
    })
    const { variables, calls } = fakeSsh(relayTo(socket))
    const client = await openEngine('any', machine({ ...variables, DOCKER_HOST: 'ssh://ann@build' }), signal)
    expect(client.engine.label).toBe('ssh://ann@build')
    expect((await listImages(client, signal)).map(({ name }) => name)).toEqual(['mini:1'])
    let bytes = 0
    for await (const block of exportImages(
      client,
      { names: ['mini:1'], platform: null, title: 'mini:1' },
      signal,
    ))
      bytes += block.length
    expect(bytes).toBe(archive.length)
    expect(requests).toEqual(['GET /version', 'GET /images/json', 'GET /images/get?names=mini:1'])
    expect(calls()).toEqual(
      Array(3).fill([...always, '-l', 'ann', '--', 'build', 'docker system dial-stdio'].join(' ')),
    )
  })

  // biome-ignore format: a table
  test.each([
    ["echo 'ssh: Could not resolve hostname build' >&2; exit 255",      /ssh ended with exit code 255: ssh: Could not resolve hostname build/],
    ["echo 'ann@build: Permission denied (publickey).' >&2; exit 255",  /Permission denied \(publickey\)\.; layerscope asks for no password/],
    ["echo 'sh: docker: not found' >&2; exit 127",                      /its docker program was not found there: sh: docker: not found/],
    ['printf "one\\n two\\n" >&2; exit 1',                              /exit code 1: one; two/],
    ['exit 3',                                                          /exit code 3: it said nothing/],
    ['exit 0',                                                          /closed without an answer/],
    ['head -c 999999 /dev/zero | tr "\\0" x >&2; exit 1',               /^.{4000,4300}$/],
  ])('%s is explained', async (script, expected) => {
    const { variables } = fakeSsh(script)
    expect(await answerOf({ ...variables, DOCKER_HOST: 'ssh://build' })).toMatch(expected)
  })

  test('no ssh program at all', async () => {
    expect(await answerOf({ PATH: temporaryFolder(), DOCKER_HOST: 'ssh://build' })).toMatch(
      /no ssh program on PATH/,
    )
  })

  test('an interruption ends the ssh process', async () => {
    const { variables, folder } = fakeSsh(
      'trap \'echo ended > "$(dirname "$0")/ended"; exit 0\' TERM; echo $$ > "$(dirname "$0")/pid"; while :; do sleep 0.05; done',
    )
    const interruption = new AbortController()
    const search = openEngine(
      'any',
      machine({ ...variables, DOCKER_HOST: 'ssh://build' }),
      interruption.signal,
    )
    const read = (name: string) => () => readFileSync(join(folder, name), 'utf8')
    await expect.poll(read('pid')).not.toBe('')
    interruption.abort(new Error('enough'))
    await expect(search).rejects.toThrow('enough')
    await expect.poll(read('ended')).toBe('ended\n')
  })
})

/** A program called ssh in a folder at the front of PATH, which writes down how it was called. */
function fakeSsh(script: string) {
  const folder = temporaryFolder()
  const log = join(folder, 'calls')
  writeFileSync(log, '')
  writeFileSync(join(folder, 'ssh'), `#!/bin/sh\necho "$*" >> '${log}'\n${script}\n`, { mode: 0o755 })
  return {
    folder,
    variables: { PATH: `${folder}:${process.env['PATH']}` },
    calls: () => readFileSync(log, 'utf8').trim().split('\n'),
  }
}

/** What `docker system dial-stdio` does. */
function relayTo(socket: string): string {
  const relay = `const s = require('net').connect(${JSON.stringify(socket)}); process.stdin.pipe(s); s.pipe(process.stdout)`
  return `exec '${process.execPath}' -e '${relay.replaceAll("'", `'\\''`)}'`
}

async function answerOf(variables: Record<string, string>): Promise<string> {
  const failure = await openEngine('any', machine(variables), signal).catch((error: unknown) => error)
  if (failure instanceof LayerscopeError && failure.fault.kind === 'engineUnreachable')
    return failure.fault.attempts[0]?.answer ?? ''
  throw failure
}
