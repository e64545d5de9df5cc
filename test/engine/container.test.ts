import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Outcome as Said, tryCommand } from '../cli/try-command.ts'
import { copyImages, describeWithLab, docker, executable, type Lab, scratchFolder } from './lab.ts'
import { type Podman, startPodman } from './podman.ts'
import { output, run, shell, until } from './run.ts'

const BASE = 'debian:bookworm'
const SMALL = 'alpine-like:3'
const PREFIX = 'layerscope-container'

/** What a container does before it is looked at: files of every fate. */
const CHANGES = [
  'echo changed > /etc/motd',
  'echo new > "/etc/new file"',
  'chmod 600 /etc/debian_version',
  'rm /etc/issue',
  'rm -rf /usr/share/doc && mkdir /usr/share/doc && echo x > /usr/share/doc/only',
  'rm -rf /media && echo "was a directory" > /media',
  'ln /etc/motd /etc/motd.link',
  'ln -s motd /etc/motd.symlink',
  'mkfifo /run/pipe',
  'touch "/etc/$(printf "bad\\377")"',
].join(' && ')

describeWithLab('a container', async lab => {
  const index = await scratchFolder()
  const engine = engineOf(lab.env, index)

  beforeAll(() => engine.removeAll())
  afterAll(() => engine.removeAll())

  test.each(['running', 'dead'])(
    'that is %s has the tree the engine exports',
    async what => {
      const name = await engine.start(what, [
        BASE,
        'sh',
        '-c',
        `${CHANGES}; echo changed; ${what === 'running' ? 'sleep 600' : ''}`,
      ])
      await engine.reaches(name, what === 'running' ? 'running' : 'exited')
      await until('the container has made its changes', async () =>
        (await engine.docker('logs', name)).includes('changed'),
      )
      const folder = await scratchFolder()
      const mine = await unpacked(
        lab,
        join(folder, 'mine'),
        `"${process.execPath}" "${executable}" cp container:${name} / -`,
      )
      const theirs = await unpacked(lab, join(folder, 'theirs'), `/usr/bin/docker export ${name}`)
      expect(mine).toEqual(theirs)
    },
    120_000,
  )

  test('tells what it added, modified and deleted, and every content of it', async () => {
    const name = await engine.run('changes', [BASE, 'sh', '-c', CHANGES])
    const found = await engine.say('find', `container:${name}`, '--only-layer', '1', '--json')
    const files: readonly { path: string; change: string }[] = JSON.parse(found.stdout).files
    const changeOf = (path: string) => files.find(file => file.path === path)?.change
    expect(changeOf('/etc/motd')).toBe('modified')
    expect(changeOf('/etc/new file')).toBe('added')
    expect(changeOf('/etc/debian_version')).toBe('modified')
    expect(changeOf('/etc/issue')).toBe('removed')
    expect(changeOf('/usr/share/doc/only')).toBe('added')
    expect(changeOf('/usr/share/doc/bash')).toBe('removed')
    expect(changeOf('/media')).toBe('modified')
    expect((await engine.say('cat', `container:${name}`, '/etc/motd')).stdout).toBe('changed\n')
    expect((await engine.say('cat', `container:${name}`, '/etc/motd', '--layer', '0')).stdout).toContain(
      'Debian',
    )
    expect((await engine.say('cat', `container:${name}`, '/etc/issue', '--layer', '0')).stdout).toContain(
      'Debian',
    )
    const compared = await engine.say('compare', BASE, `container:${name}`, '--json')
    expect(JSON.parse(compared.stdout).layers.map((row: { state: string }) => row.state)).toEqual([
      'shared',
      'onlyB',
    ])
  }, 120_000)

  test('shows what is in a volume in no layer, and calls nothing in it missing', async () => {
    const volume = ['--mount', 'type=tmpfs,destination=/app']
    const name = await engine.run('volume', [...volume, SMALL, '/app/server'])
    const { verdict, container, code } = await engine.doctor(name)
    expect({ verdict, code, mounts: container.mounts }).toEqual({
      verdict: 'unknown',
      code: 0,
      mounts: ['/app'],
    })
    expect((await engine.say('ls', `container:${name}`, '--only-layer', '1', '-R')).stdout).not.toContain(
      'app',
    )
  }, 60_000)

  test('whose image is gone is shown as one layer', async () => {
    const tag = `${PREFIX}-gone`
    await shell(
      `echo 'FROM ${SMALL}\nRUN echo mine > /mine' | /usr/bin/docker build -q -t ${tag} --network none -`,
      {
        env: { ...lab.env, DOCKER_BUILDKIT: '0' },
      },
    )
    const name = await engine.run('gone', [tag, 'true'])
    await engine.docker('rmi', '-f', tag)
    const { stdout, code } = await engine.say(`container:${name}`, '--json')
    const { layers, findings, complete } = JSON.parse(stdout)
    expect({ code, complete, layers: layers.length }).toEqual({ code: 0, complete: true, layers: 1 })
    expect(findings).toMatchObject([{ kind: 'containerImageGone', severity: 'warning' }])
    expect((await engine.say('cat', `container:${name}`, '/mine')).stdout).toBe('mine\n')
  }, 120_000)

  describe('that ended is explained with what doctor finds', () => {
    test('a program whose loader is missing: the kernel refuses it', async () => {
      const image = await dynamicOnScratch(lab)
      const name = await engine.run('loader', [image])
      const { verdict, findings, container, code } = await engine.doctor(name)
      expect({ verdict, code }).toEqual({ verdict: 'will not start', code: 1 })
      expect(findings[0]?.kind).toBe('missingLoader')
      expect(container.log.lines.at(-1)?.text).toBe('exec /ls: no such file or directory')
      expect(container.explanation).toContain('the kernel would not execute it')
      expect(container.explanation).toContain('/lib64/ld-linux-x86-64.so.2')
      await engine.docker('rmi', '-f', image)
    }, 60_000)

    // biome-ignore format: one case per line
    test.each<[title: string, args: string[], expected: { exitCode: number; started: boolean; kind: string; says: RegExp }]>([
      ['not found by the runtime',      [BASE, 'nothere'],                          { exitCode: 127, started: false, kind: 'missingProgram', says: /It never ran: 127 .* "nothere"/ }],
      ['not executable',                [BASE, '/etc/passwd'],                      { exitCode: 126, started: false, kind: 'notExecutable',  says: /It never ran: 126 .* no x bit/ }],
      ['not found by a shell',          [BASE, 'sh', '-c', 'nothere'],              { exitCode: 127, started: true,  kind: 'missingCommand', says: /a shell in it did not find a command.* "nothere"/ }],
      ['with another entrypoint',       ['--entrypoint', '/none', BASE],            { exitCode: 127, started: false, kind: 'missingProgram', says: /"\/none"/ }],
    ])('%s', async (title, args, expected) => {
      const name = await engine.run(title.replaceAll(' ', '-'), args)
      const { verdict, findings, container, code } = await engine.doctor(name)
      expect({ verdict, code, exitCode: container.exitCode }).toEqual({ verdict: 'will not start', code: 1, exitCode: expected.exitCode })
      expect(container.startedAt !== null).toBe(expected.started)
      expect(container.error !== null).toBe(!expected.started)
      expect(findings.filter(({ severity }) => severity === 'error').map(({ kind }) => kind)).toEqual([expected.kind])
      expect(container.explanation).toMatch(expected.says)
    }, 60_000)

    test('a user that does not exist', async () => {
      const name = await engine.run('user', ['--user', 'nobody-here', SMALL, 'true'])
      const { verdict, findings, container } = await engine.doctor(name)
      expect([verdict, findings[0]?.kind, container.startedAt]).toEqual([
        'will not start',
        'unknownUser',
        null,
      ])
      expect(container.error).toContain('nobody-here')
    }, 60_000)

    test('out of memory', async () => {
      const greedy = 'x=$(head -c 100000000 /dev/zero | tr "\\0" x); echo survived'
      const name = await engine.run('memory', ['--memory', '20m', BASE, 'sh', '-c', greedy])
      const { verdict, container } = await engine.doctor(name)
      expect({ verdict, exitCode: container.exitCode, oomKilled: container.oomKilled }).toEqual({
        verdict: 'starts',
        exitCode: 137,
        oomKilled: true,
      })
      expect(container.explanation).toContain('more memory than its limit of 21.0 MB')
    }, 60_000)

    test('stopped: 143 where it obeys, 137 where it does not listen', async () => {
      const polite = await engine.start('polite', ['--init', SMALL, 'sleep', '600'])
      const deaf = await engine.start('deaf', [SMALL, 'sleep', '600'])
      await engine.docker('stop', '-t', '1', polite, deaf)
      const first = await engine.doctor(polite)
      expect([first.verdict, first.container.exitCode]).toEqual(['starts', 143])
      expect(first.container.explanation).toContain('as docker stop does')
      const second = await engine.doctor(deaf)
      expect([second.verdict, second.container.exitCode]).toEqual(['starts', 137])
      expect(second.container.explanation).toContain('Memory was not the reason')
    }, 60_000)

    test('and was started again, with the end of what it wrote', async () => {
      const name = await engine.start('again', [
        '--restart',
        'on-failure:2',
        SMALL,
        'sh',
        '-c',
        'echo out; echo err >&2; exit 3',
      ])
      await until(
        'the engine has given up',
        async () => (await engine.inspect(name, '.RestartCount')) === '2',
      )
      await engine.reaches(name, 'exited')
      const { container } = await engine.doctor(name)
      expect(container).toMatchObject({ exitCode: 3, restarts: 2 })
      expect(container.log.lines.map(({ stream, text }) => `${stream} ${text}`).sort()).toEqual([
        ...Array(3).fill('stderr err'),
        ...Array(3).fill('stdout out'),
      ])
    }, 60_000)
  })

  test('with a terminal writes a log without frames', async () => {
    const name = await engine.run('terminal', ['--tty', SMALL, 'sh', '-c', 'echo one; echo two'])
    const { container } = await engine.doctor(name)
    expect(container.log.lines).toEqual(
      ['one', 'two'].map(text => ({ stream: 'terminal', text, cut: false })),
    )
  }, 60_000)

  test('that runs is judged by the config it was given', async () => {
    const name = await engine.start('runs', ['--user', '7', '--workdir', '/tmp', SMALL, 'sleep', '600'])
    const { verdict, process, container } = await engine.doctor(name)
    expect({ verdict, process, status: container.status }).toMatchObject({
      verdict: 'starts',
      process: { argv: ['sleep', '600'], user: '7:0', cwd: '/tmp' },
      status: 'running',
    })
  }, 60_000)

  test('that is not there is refused with a near name', async () => {
    const name = await engine.run('spelled', [SMALL, 'true'])
    const { code, stderr } = await engine.say('ls', `container:${name.replace('spelled', 'speled')}`)
    expect(code).toBe(2)
    expect(stderr).toContain(name)
  }, 60_000)

  describe.skipIf(lab.newer === null)('of Docker 26', () => {
    test.each(['classic', 'containerd'] as const)(
      'with its %s store',
      async store => {
        const socket = lab.newer?.[store] ?? ''
        const other = engineOf({ ...lab.env, DOCKER_HOST: `unix://${socket}` }, index)
        await copyImages(lab, socket, 'worker-service:alpine')
        await other.removeAll()
        const name = `${PREFIX}-newer`
        await other.docker('create', '--name', name, '--network', 'none', 'worker-service:alpine')
        const folder = await scratchFolder()
        await writeFile(join(folder, 'added'), 'added\n')
        await other.docker('cp', join(folder, 'added'), `${name}:/added`)
        expect((await other.say('cat', `container:${name}`, '/added')).stdout).toBe('added\n')
        const found = await other.say('find', `container:${name}`, '--layer', '0', '--name', 'added')
        expect(found.stdout).toBe('')
        expect((await other.doctor(name)).verdict).toBe('starts')
        await other.removeAll()
      },
      120_000,
    )
  })
})

describeWithLab('a container of Podman', lab => {
  let podman: Podman

  beforeAll(async () => {
    podman = await startPodman(lab, BASE)
    return podman.stop
  }, 120_000)

  test('is read by the same questions', async () => {
    const [program = '', ...options] = podman.command
    const name = `${PREFIX}-podman`
    const made = await run(program, [
      ...options,
      'create',
      '--name',
      name,
      '--network',
      'none',
      BASE,
      'nothere',
    ])
    expect(made.code).toBe(0)
    const folder = await scratchFolder()
    await writeFile(join(folder, 'added'), 'added\n')
    await output(program, [...options, 'cp', join(folder, 'added'), `${name}:/etc/added`])
    const engine = engineOf({ ...podman.env, DOCKER_HOST: `unix://${podman.socket}` }, join(folder, 'index'))
    expect((await engine.say('cat', `container:${name}`, '/etc/added')).stdout).toBe('added\n')
    const found = await engine.say('find', `container:${name}`, '--only-layer', '1', '--type', 'f')
    expect(found.stdout).toBe('/etc/added\n')
    const { verdict, container } = await engine.doctor(name)
    expect([verdict, container.startedAt]).toEqual(['will not start', null])
  }, 120_000)
})

/** Docker's client and layerscope, pointed at one engine; what layerscope has read it remembers. */
function engineOf(env: NodeJS.ProcessEnv, indexFolder: string) {
  const client = (...args: string[]) => output('/usr/bin/docker', args, { env })
  const variables = { DOCKER_HOST: env['DOCKER_HOST'] ?? '' }
  const say = (...words: string[]): Promise<Said> => tryCommand(words, { variables, indexFolder })
  const inspect = async (name: string, field: string) =>
    (await client('inspect', '--format', `{{${field}}}`, name)).trim()
  const start = async (title: string, args: string[], more: readonly string[] = ['--detach']) => {
    const name = `${PREFIX}-${title}`
    await run('/usr/bin/docker', ['run', ...more, '--name', name, '--network', 'none', ...args], { env })
    return name
  }
  return {
    docker: client,
    say,
    inspect,
    start,
    /** Runs it to its end, however it ends. */
    run: (title: string, args: string[]) => start(title, args, []),
    reaches: (name: string, state: string) =>
      until(`${name} is ${state}`, async () => (await inspect(name, '.State.Status')) === state),
    async doctor(name: string): Promise<DoctorReport> {
      const { code, stdout, stderr } = await say('doctor', `container:${name}`, '--json')
      expect(stderr).toBe('')
      return { code, ...JSON.parse(stdout) }
    },
    async removeAll(): Promise<void> {
      const names = await client('ps', '-aq', '--filter', `name=${PREFIX}`)
      if (names !== '') await client('rm', '-f', ...names.trim().split('\n'))
    },
  }
}

interface DoctorReport {
  readonly code: number
  readonly verdict: string
  readonly process: object
  readonly findings: readonly { readonly kind: string; readonly severity: string }[]
  readonly container: {
    readonly status: string
    readonly exitCode: number
    readonly oomKilled: boolean
    readonly error: string | null
    readonly startedAt: string | null
    readonly mounts: readonly string[]
    readonly explanation: string
    readonly log: { readonly lines: readonly { readonly stream: string; readonly text: string }[] }
  }
}

/**
 * What GNU tar makes of a root that a command writes: type, mode, owner, length, time and links of every path, and the
 * sha256 of every file. Without what engines put into every container.
 */
async function unpacked({ env }: Lab, folder: string, command: string): Promise<readonly string[]> {
  await mkdir(folder)
  await shell(`${command} | tar -xp --numeric-owner -C "${folder}"`, { env })
  const listing = await shell(
    `cd "${folder}"
     find . -mindepth 1 -type d -printf '%P %y %m %U:%G\\n' -o -printf '%P %y %m %U:%G %s %Ts %n %l\\n'
     find . -type f -print0 | xargs -0 sha256sum`,
    { env: { ...env, LC_ALL: 'C' } },
  )
  const ofEngine =
    /^(?:\S+ {2}\.\/)?(?:\.dockerenv|dev\/\S*|etc\/(?:hosts|hostname|resolv\.conf|mtab))(?: |$)/
  return listing
    .split('\n')
    .filter(line => !ofEngine.test(line))
    .sort()
}

/** An image of one dynamic program without its loader. */
async function dynamicOnScratch(lab: Lab): Promise<string> {
  const folder = join(await scratchFolder(), 'dynamic')
  await mkdir(folder)
  await writeFile(
    join(folder, 'Dockerfile'),
    `FROM ${BASE} AS base\nFROM scratch\nCOPY --from=base /usr/bin/ls /ls\nCMD ["/ls"]\n`,
  )
  const tag = `${PREFIX}-dynamic`
  await docker(lab, 'build', '-q', '-t', tag, '--network', 'none', folder)
  return tag
}
