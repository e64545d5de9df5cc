import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { buildImage } from '../../fixtures/archive/image-recipe.ts'
import { SCHEMA } from '../../src/report/schema/schema.ts'
import { containerReplies, logFrame } from '../source/engine/container/container-answers.ts'
import { startFakeEngine } from '../source/engine/fake-engine.ts'
import { idOf, repliesOf } from '../source/engine/image-answers.ts'
import { tryCommand } from './try-command.ts'

const image = buildImage({
  tags: ['demo:1'],
  layers: [
    [
      { name: 'etc/motd', content: 'hello\n' },
      { name: 'etc/old', content: 'old\n' },
    ],
  ],
  history: [{ created_by: 'COPY rootfs /' }],
})

/** Runs layerscope where an engine has the image `demo:1` and the dead container `web` of it. */
async function layerscope(...words: string[]) {
  const { socket } = await startFakeEngine({
    ...repliesOf({ image, names: ['demo:1', idOf(image)], history: [['COPY rootfs /', 10]] }),
    ...containerReplies({
      name: 'web',
      image: idOf(image),
      state: { ExitCode: 127 },
      config: { Cmd: ['/bin/sh', '-c', 'serve'] },
      changes: ['~/etc', '~/etc/motd', '-/etc/old'],
      exported: [
        { name: 'etc/', type: 'directory' },
        { name: 'etc/motd', content: 'changed\n' },
      ],
      log: logFrame('stderr', 'sh: serve: not found\n'),
    }),
  })
  return tryCommand(words, { variables: { DOCKER_HOST: `unix://${socket}` } })
}

test('doctor says what became of it and why, and ends with 1', async () => {
  const { code, stdout } = await layerscope('doctor', 'container:web')
  expect(code).toBe(1)
  expect(stdout.split('\n').slice(0, 7)).toEqual([
    'container:web   will not start',
    '',
    expect.stringMatching(/^state {3}exited \(127\) \d+ days ago, after 1 second$/),
    'image   demo:1',
    'log     stderr  sh: serve: not found',
    '',
    expect.stringMatching(
      /^127: it was started, and then a shell .* Doctor says why: The command is in shell form/,
    ),
  ])
})

test('doctor --json says the same and fits the schema', async () => {
  const { code, stdout } = await layerscope('doctor', '--json', 'container:web')
  const report: unknown = JSON.parse(stdout)
  const ajv = new Ajv2020({ strict: true, allErrors: true }).addSchema({ ...SCHEMA, $id: 'layerscope' })
  expect(ajv.validate('layerscope#/$defs/doctorReport', report) ? null : ajv.errors).toBeNull()
  expect(code).toBe(1)
  expect(report).toMatchObject({
    verdict: 'will not start',
    container: {
      name: 'web',
      layer: 1,
      status: 'exited',
      exitCode: 127,
      log: { lines: [{ stream: 'stderr', text: 'sh: serve: not found', cut: false }], refused: null },
    },
  })
})

describe('every other command reads it like an image', () => {
  // biome-ignore format: one case per line
  test.each<[words: string, stdout: string | RegExp]>([
    ['cat container:web /etc/motd',                    'changed\n'],
    ['cat container:web:/etc/motd',                    'changed\n'],
    ['cat container:web /etc/motd --only-layer 1',     'changed\n'],
    ['cat container:web /etc/motd --layer 0',          'hello\n'],
    ['cat container:web /etc/old --layer 0',           'old\n'],
    ['ls container:web /etc',                          'motd\n'],
    ['grep chan container:web',                        '/etc/motd:changed\n'],
    ['file container:web /etc/motd',                   '/etc/motd: ASCII text\n'],
    ['find container:web --only-layer 1 --status D',   '/etc/old\n'],
    ['waste container:web',                            /etc\/old/],
    ['history container:web',                          /container web: changes since it was created/],
    ['history --dockerfile container:web',             /# Layer 1: what the container web changed/],
    ['compare demo:1 container:web',                   /only B .*container web: changes/],
    ['container:web',                                  /2 steps, 2 layers/],
  ])('%s', async (words, stdout) => {
    const outcome = await layerscope(...words.split(' '))
    expect(outcome.stderr).toBe('')
    expect(outcome.code).toBe(0)
    expect(outcome.stdout).toMatch(stdout)
  })
})

test('no such container: one sentence with the names that are near, and 2', async () => {
  const { code, stdout, stderr } = await layerscope('ls', 'container:wep')
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toMatch(/^layerscope: There is no container "wep" .* Did you mean web\? .*\n$/)
})
