import { mkdir } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { type Analysis, analyse, diffIds } from './analysis.ts'
import { describeWithLab, docker, executable, layerscope, neutralEnvironment, scratchFolder } from './lab.ts'
import { type Podman, startPodman } from './podman.ts'
import { output, shell } from './run.ts'
import { type SshServer, startSshServer } from './ssh-server.ts'

const image = 'api-service:scratch'

describeWithLab('an image is the same through every way to the engine', async lab => {
  const folder = await scratchFolder()
  let expected: Analysis
  let remote: SshServer

  beforeAll(async () => {
    expected = await analyse(image, lab.env)
    await mkdir(join(folder, 'ssh'))
    remote = await startSshServer(lab, join(folder, 'ssh'), await freePort())
    return remote.stop
  }, 60_000)

  const expectSame = async (reference: string, env: NodeJS.ProcessEnv): Promise<void> => {
    const { finalFiles, layers, image: about } = await analyse(reference, env)
    expect({ finalFiles, layers, about }).toEqual({
      finalFiles: expected.finalFiles,
      layers: expected.layers,
      about: expected.image,
    })
  }

  test('DOCKER_HOST with a socket, the image by name, by id and by a prefix of its id', async () => {
    const id = (await docker(lab, 'image', 'inspect', '-f', '{{.Id}}', image)).trim()
    await expectSame(`docker:${image}`, lab.env)
    await expectSame(id, lab.env)
    await expectSame(id.slice('sha256:'.length, 'sha256:'.length + 12), lab.env)
  }, 60_000)

  test('DOCKER_HOST with TLS: DOCKER_TLS_VERIFY and DOCKER_CERT_PATH', async () => {
    await expectSame(image, {
      ...neutralEnvironment(),
      DOCKER_HOST: lab.tcp.host,
      DOCKER_TLS_VERIFY: '1',
      DOCKER_CERT_PATH: lab.tcp.tls,
    })
  }, 60_000)

  test('a TLS listener without a client certificate: one sentence, exit 2', async () => {
    const { code, stdout, stderr } = await layerscope([image, '--json'], {
      ...neutralEnvironment(),
      DOCKER_HOST: lab.tcp.host,
      DOCKER_TLS_VERIFY: '1',
      DOCKER_CERT_PATH: folder,
    })
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).not.toMatch(/^\s+at /m)
  }, 60_000)

  test('a context with TLS, named by DOCKER_CONTEXT and as the current one', async () => {
    const env = {
      ...neutralEnvironment(),
      DOCKER_CONFIG: join(folder, 'tls-config'),
    }
    const { host, tls } = lab.tcp
    await output(
      '/usr/bin/docker',
      [
        'context',
        'create',
        'secure',
        '--docker',
        `host=${host},ca=${tls}/ca.pem,cert=${tls}/cert.pem,key=${tls}/key.pem`,
      ],
      { env },
    )
    await expectSame(image, { ...env, DOCKER_CONTEXT: 'secure' })
    await output('/usr/bin/docker', ['context', 'use', 'secure'], { env })
    await expectSame(image, env)
  }, 60_000)

  test('ssh to a host that only the ssh configuration knows: DOCKER_HOST and a context', async () => {
    const env = {
      ...neutralEnvironment(),
      PATH: `${remote.path}:${process.env['PATH']}`,
      DOCKER_CONFIG: join(folder, 'ssh-config'),
    }
    await expectSame(image, { ...env, DOCKER_HOST: `ssh://${remote.host}` })
    await output(
      '/usr/bin/docker',
      ['context', 'create', 'remote', '--docker', `host=ssh://${remote.host}`],
      { env },
    )
    await expectSame(image, { ...env, DOCKER_CONTEXT: 'remote' })
  }, 60_000)

  test('an archive on standard input', async () => {
    const analysis: Analysis = JSON.parse(
      await shell(`/usr/bin/docker save ${image} | "${process.execPath}" "${executable}" - --json --files`, {
        env: lab.env,
      }),
    )
    expect(analysis.finalFiles).toEqual(expected.finalFiles)
  }, 60_000)

  test('an image the engine does not have: exit 2, its name and a near one in the sentence, nothing pulled', async () => {
    const { code, stdout, stderr } = await layerscope(['api-service:scrtach', '--json'], lab.env)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain('api-service:scrtach')
    expect(stderr).toContain('api-service:scratch')
  })

  test('no engine at all: the sentence says what was tried', async () => {
    const socket = `unix://${folder}/nothing.sock`
    const { code, stdout, stderr } = await layerscope([image, '--json'], {
      ...neutralEnvironment(),
      DOCKER_HOST: socket,
    })
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(socket)
    expect(stderr).toContain('DOCKER_HOST')
  })
})

describeWithLab("an image is the same from Podman's service", lab => {
  let expected: Analysis
  let podman: Podman

  beforeAll(async () => {
    expected = await analyse(image, lab.env)
    podman = await startPodman(lab, image)
    return podman.stop
  }, 60_000)

  test(
    'podman:IMAGE finds the socket in the runtime folder',
    () => expectSameLayers(`podman:${image}`, podman.env),
    60_000,
  )

  test(
    'DOCKER_HOST leads to it as to any engine',
    () => expectSameLayers(image, { ...podman.env, DOCKER_HOST: `unix://${podman.socket}` }),
    60_000,
  )

  const expectSameLayers = async (reference: string, env: NodeJS.ProcessEnv): Promise<void> => {
    const analysis = await analyse(reference, env)
    expect(diffIds(analysis)).toEqual(diffIds(expected))
    expect(analysis.finalFiles).toEqual(expected.finalFiles)
  }
})

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
