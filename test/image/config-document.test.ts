import { describe, expect, test } from 'vitest'
import { LayerscopeError } from '../../src/errors.ts'
import { EMPTY_CONFIG } from '../../src/image/config.ts'
import { parseConfig } from '../../src/image/config-document.ts'
import { parseJsonDocument } from '../../src/image/json-document.ts'

function parse(document: unknown) {
  return parseConfig(parseJsonDocument(new TextEncoder().encode(JSON.stringify(document)), 'config'))
}

const DIFF_ID = `sha256:${'1'.repeat(64)}`

test('a config is read into our own names', () => {
  expect(
    parse({
      os: 'linux',
      architecture: 'arm',
      variant: 'v7',
      author: 'somebody',
      created: '2026-01-01T00:00:00Z',
      config: {
        User: '1000',
        WorkingDir: '/app',
        Entrypoint: ['/entry'],
        Cmd: ['run'],
        Shell: ['/bin/ash', '-c'],
        Env: ['A=1'],
        ExposedPorts: { '80/tcp': {} },
        Volumes: { '/data': {} },
        Labels: { a: 'b' },
        StopSignal: 'SIGINT',
        Healthcheck: { Test: ['CMD', 'x'], Interval: 30e9, Retries: 3 },
        OnBuild: ['RUN x'],
        ArgsEscaped: true,
      },
      rootfs: { type: 'layers', diff_ids: [DIFF_ID] },
      history: [{ created_by: 'RUN x', comment: '', empty_layer: true }],
    }),
  ).toEqual({
    platform: { os: 'linux', architecture: 'arm', variant: 'v7' },
    created: '2026-01-01T00:00:00Z',
    config: {
      user: '1000',
      workingDirectory: '/app',
      entrypoint: ['/entry'],
      command: ['run'],
      shell: ['/bin/ash', '-c'],
      environment: ['A=1'],
      exposedPorts: ['80/tcp'],
      volumes: ['/data'],
      labels: { a: 'b' },
      stopSignal: 'SIGINT',
      healthcheck: { test: ['CMD', 'x'], intervalNanoseconds: 30e9, timeoutNanoseconds: null, retries: 3 },
      onBuild: ['RUN x'],
      argsEscaped: true,
      author: 'somebody',
    },
    diffIds: [DIFF_ID],
    history: [{ createdBy: 'RUN x', created: null, comment: null, empty: true, reportedBytes: null }],
  })
})

test('a config that says nothing is empty, its platform unknown', () => {
  expect(parse({})).toEqual({
    platform: { os: 'unknown', architecture: 'unknown', variant: null },
    created: null,
    config: EMPTY_CONFIG,
    diffIds: [],
    history: [],
  })
  expect(parse({ config: null, rootfs: null, history: null }).config).toEqual(EMPTY_CONFIG)
})

test('what Docker wrote long ago is still read: a command as one text, ports as a list', () => {
  const { config } = parse({ config: { Cmd: '/bin/sh', ExposedPorts: ['80'] } })
  expect([config.command, config.exposedPorts]).toEqual([['/bin/sh'], ['80']])
})

// biome-ignore format: one case per line
describe('a wrong type is a fault that names the field', () => {
  test.each<[unknown, string]>([
    [{ config: { Env: 'A=1' } },                  'config.Env'],
    [{ config: { Env: [1] } },                    'config.Env[0]'],
    [{ config: { Labels: { a: {} } } },           'config.Labels.a'],
    [{ config: [] },                              'config'],
    [{ rootfs: { diff_ids: ['sha256:1'] } },      'rootfs.diff_ids[0]'],
    [{ rootfs: { diff_ids: {} } },                'rootfs.diff_ids'],
    [{ history: [{ empty_layer: 'yes' }] },       'history[0].empty_layer'],
    [{ history: [null, 3] },                      'history[1]'],
    [{ architecture: 3 },                         'architecture'],
    [{ config: { Healthcheck: { Retries: -1 } } }, 'config.Healthcheck.Retries'],
    [[],                                          'the document'],
  ])('%j', (document, field) => {
    try {
      parse(document)
      expect.unreachable()
    } catch (error) {
      expect(error instanceof LayerscopeError && error.fault).toMatchObject({ kind: 'malformedDocument', field })
    }
  })
})
