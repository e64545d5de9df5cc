import { describe, expect, test } from 'vitest'
import { formatEndpoint, parseEndpoint, type TlsChoice } from '../../../src/source/engine/endpoint.ts'

const off: TlsChoice = { kind: 'off' }
const on: TlsChoice = { kind: 'on', folder: '/certs', verify: true }

describe('an address leads to', () => {
  // biome-ignore format: a table
  test.each([
    ['unix:///run/docker.sock', { kind: 'unix', path: '/run/docker.sock' }],
    ['unix://', { kind: 'unix', path: '/var/run/docker.sock' }],
    ['tcp://build:2375', { kind: 'tcp', host: 'build', port: 2375, prefix: '', tls: off }],
    ['tcp://build', { kind: 'tcp', host: 'build', port: 2375, prefix: '', tls: off }],
    ['tcp://:4243', null],
    ['build:4243', { kind: 'tcp', host: 'build', port: 4243, prefix: '', tls: off }],
    ['tcp://[::1]:2375', { kind: 'tcp', host: '::1', port: 2375, prefix: '', tls: off }],
    ['http://build:80/docker/', { kind: 'tcp', host: 'build', port: 80, prefix: '/docker', tls: off }],
    ['https://build:443', { kind: 'tcp', host: 'build', port: 443, prefix: '', tls: { ...on, folder: null } }],
    ['ssh://build', { kind: 'ssh', host: 'build', user: null, port: null, socket: null }],
    ['ssh://ann@build:2222', { kind: 'ssh', host: 'build', user: 'ann', port: 2222, socket: null }],
    ['ssh://Build_1/', { kind: 'ssh', host: 'Build_1', user: null, port: null, socket: null }],
    ['ssh://a%40b@h/run/x.sock', { kind: 'ssh', host: 'h', user: 'a@b', port: null, socket: '/run/x.sock' }],
    ['ssh://ann:secret@build', null],
    ['ssh://', null],
    ['npipe:////./pipe/docker_engine', null],
    ['fd://', null],
    ['tcp://build:port', null],
    ['tcp://build:99999', null],
  ])('%s', (text, expected) => {
    const parsed = parseEndpoint(text, off, 'linux')
    expect(parsed.kind === 'endpoint' ? parsed.endpoint : null).toEqual(expected)
  })
})

test('TLS from the surroundings moves the default port and is kept with https', () => {
  expect(parseEndpoint('tcp://build', on, 'linux')).toMatchObject({ endpoint: { port: 2376, tls: on } })
  expect(parseEndpoint('https://build', on, 'linux')).toMatchObject({ endpoint: { port: 2376, tls: on } })
})

test('a named pipe leads somewhere on Windows, and is refused with the reason elsewhere', () => {
  const pipe = 'npipe:////./pipe/docker_engine'
  expect(parseEndpoint(pipe, off, 'win32')).toMatchObject({ endpoint: { path: '//./pipe/docker_engine' } })
  expect(parseEndpoint(pipe, off, 'linux')).toMatchObject({
    problem: expect.stringContaining('Windows only'),
  })
})

// biome-ignore format: a table
test.each([
  ['fd://', /valid are unix, tcp, http, https, ssh and npipe/],
  ['ssh://ann:secret@build', /password/],
  ['tcp://build:port', /HOST:PORT/],
])('%s is refused with what would be valid', (text, problem) => {
  expect(parseEndpoint(text, off, 'linux')).toMatchObject({ kind: 'unusable', problem: expect.stringMatching(problem) })
})

// biome-ignore format: a table
test.each([
  'unix:///run/docker.sock',
  'tcp://build:2375',
  'tcp://[::1]:2375',
  'tcp://build:80/docker',
  'ssh://ann@build:22/run/podman/podman.sock',
  'ssh://build',
])('%s is written as it was read', text => {
  const parsed = parseEndpoint(text, off, 'linux')
  expect(parsed.kind === 'endpoint' && formatEndpoint(parsed.endpoint)).toBe(text)
})
