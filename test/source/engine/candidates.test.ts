import { describe, expect, test } from 'vitest'
import type { EngineChoice } from '../../../src/image/reference.ts'
import { chooseRoute, type Route } from '../../../src/source/engine/candidates.ts'
import { machine } from './fake-engine.ts'

describe('one engine is chosen by', () => {
  // biome-ignore format: a table
  test.each<[choice: EngineChoice, variables: Record<string, string>, current: string | null, route: string]>([
    ['any',    { DOCKER_HOST: 'tcp://a:1' },                        null,    'tcp://a:1 (DOCKER_HOST)'],
    ['docker', { DOCKER_HOST: 'tcp://a:1' },                        null,    'tcp://a:1 (DOCKER_HOST)'],
    ['any',    { DOCKER_HOST: 'tcp://a:1', DOCKER_CONTEXT: 'lab' }, 'other', 'tcp://a:1 (DOCKER_HOST)'],
    ['any',    { DOCKER_HOST: 'fd://' },                            null,    'fd:// (DOCKER_HOST) unusable'],
    ['any',    { DOCKER_HOST: '', DOCKER_CONTEXT: 'lab' },          null,    'context lab (DOCKER_CONTEXT)'],
    ['any',    { DOCKER_CONTEXT: 'lab' },                           'other', 'context lab (DOCKER_CONTEXT)'],
    ['any',    {},                                                  'other', 'context other (current context)'],
    ['podman', { CONTAINER_HOST: 'unix:///p.sock' },                'other', 'unix:///p.sock (CONTAINER_HOST)'],
  ])('%s %j, current context %s', (choice, variables, current, expected) => {
    expect(written(chooseRoute(choice, machine(variables), current))).toEqual([expected])
  })
})

describe('nothing is chosen, so the usual sockets are tried', () => {
  const docker = [
    'unix:///var/run/docker.sock (default socket)',
    'unix:///run/user/1000/docker.sock (rootless Docker)',
    'unix:///home/ann/.docker/run/docker.sock (rootless Docker or Docker Desktop)',
    'unix:///home/ann/.docker/desktop/docker.sock (Docker Desktop)',
    'unix:///home/ann/.colima/default/docker.sock (Colima)',
    'unix:///home/ann/.config/colima/default/docker.sock (Colima)',
    'unix:///home/ann/.rd/docker.sock (Rancher Desktop)',
    'unix:///home/ann/.orbstack/run/docker.sock (OrbStack)',
  ]
  const podman = [
    'unix:///run/user/1000/podman/podman.sock (rootless Podman)',
    'unix:///run/podman/podman.sock (Podman)',
    'unix:///home/ann/.local/share/containers/podman/machine/podman.sock (Podman machine)',
  ]

  test('Docker first, then Podman', () => {
    expect(written(chooseRoute('any', machine({}), null))).toEqual([...docker, ...podman])
  })

  test('the context called default, chosen or current, is no choice', () => {
    expect(written(chooseRoute('any', machine({ DOCKER_CONTEXT: 'default' }), 'lab'))).toEqual([
      ...docker,
      ...podman,
    ])
    expect(written(chooseRoute('any', machine({}), 'default'))).toEqual([...docker, ...podman])
  })

  test('docker: and podman: stay with their family', () => {
    expect(written(chooseRoute('docker', machine({ CONTAINER_HOST: 'unix:///p.sock' }), null))).toEqual(
      docker,
    )
    expect(written(chooseRoute('podman', machine({ DOCKER_HOST: 'tcp://a:1' }), 'lab'))).toEqual(podman)
  })

  test('XDG_RUNTIME_DIR says where sockets of a user are', () => {
    const route = written(chooseRoute('podman', machine({ XDG_RUNTIME_DIR: '/x' }), null))
    expect(route[0]).toBe('unix:///x/podman/podman.sock (rootless Podman)')
  })

  test('CONTAINER_HOST is the last resort of a bare name, in place of the sockets of Podman', () => {
    const route = written(
      chooseRoute('any', machine({ CONTAINER_HOST: 'ssh://p/run/podman/podman.sock' }), null),
    )
    expect(route).toEqual([...docker, 'ssh://p/run/podman/podman.sock (CONTAINER_HOST)'])
  })

  test('pipes on Windows', () => {
    const windows = { ...machine({}), platform: 'win32', userId: null }
    expect(written(chooseRoute('docker', windows, null))[0]).toBe(
      'npipe:////./pipe/docker_engine (default pipe)',
    )
  })
})

describe('TLS of DOCKER_HOST', () => {
  // biome-ignore format: a table
  test.each([
    [{},                                                  { kind: 'off' }],
    [{ DOCKER_CERT_PATH: '/certs' },                      { kind: 'off' }],
    [{ DOCKER_TLS_VERIFY: '1' },                          { kind: 'on', folder: '/home/ann/.docker', verify: true }],
    [{ DOCKER_TLS_VERIFY: '1', DOCKER_CONFIG: '/conf' },  { kind: 'on', folder: '/conf', verify: true }],
    [{ DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: '/c' },  { kind: 'on', folder: '/c', verify: true }],
    [{ DOCKER_TLS: '1', DOCKER_CERT_PATH: '/c' },         { kind: 'on', folder: '/c', verify: false }],
  ])('%j', (variables, tls) => {
    const route = chooseRoute('any', machine({ DOCKER_HOST: 'tcp://a', ...variables }), null)
    expect(route).toMatchObject({ candidates: [{ endpoint: { tls } }] })
  })
})

function written(route: Route): string[] {
  if (route.kind === 'context') return [`context ${route.name} (${route.because})`]
  return route.candidates.map(
    ({ address, because, kind }) => `${address} (${because})${kind === 'unusable' ? ' unusable' : ''}`,
  )
}
