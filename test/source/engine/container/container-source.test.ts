import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { buildImage } from '../../../../fixtures/archive/image-recipe.ts'
import { drawStack, lines } from '../../../../fixtures/recipe/draw.ts'
import type { Analysis } from '../../../../src/analysis/analysis.ts'
import type { LayerscopeError } from '../../../../src/errors.ts'
import { parseImageName } from '../../../../src/image/image-name.ts'
import { LayerIndex } from '../../../../src/index/layer-index.ts'
import { inspect } from '../../../../src/inspect.ts'
import { inspectMany } from '../../../../src/inspect-many.ts'
import { containerSource } from '../../../../src/source/engine/container/container-source.ts'
import { engineSource } from '../../../../src/source/engine/engine-source.ts'
import { openEngine } from '../../../../src/source/engine/open-engine.ts'
import { OPTIONS, refusalOf } from '../../parts.ts'
import { machine, type Reply, startFakeEngine } from '../fake-engine.ts'
import { idOf, repliesOf } from '../image-answers.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { CONTAINER_ID, type ContainerRecipe, containerReplies, logFrame } from './container-answers.ts'

const image = buildImage({
  tags: ['demo:1'],
  layers: [
    [
      { name: 'etc/motd', content: 'hello\n' },
      { name: 'etc/old', content: 'old' },
    ],
    [{ name: 'app', content: 'x'.repeat(3000), mode: 0o755 }],
  ],
  history: [{ created_by: 'ADD rootfs /' }, { created_by: 'COPY app /' }],
})

const ofImage = repliesOf({
  image,
  names: ['demo:1', idOf(image)],
  history: [
    ['ADD rootfs /', 9],
    ['COPY app /', 3000],
  ],
})

const web: ContainerRecipe = {
  name: 'web',
  image: idOf(image),
  changes: ['~/etc', '~/etc/motd', '+/etc/new', '-/etc/old'],
  exported: [
    { name: '.dockerenv' },
    { name: 'app', content: 'x'.repeat(3000), mode: 0o755 },
    { name: 'etc/', type: 'directory' },
    { name: 'etc/motd', content: 'changed' },
    { name: 'etc/new', content: 'new' },
  ],
}

async function open(replies: Readonly<Record<string, Reply>>, name = 'web') {
  const { socket, requests } = await startFakeEngine(replies)
  const client = await openEngine('any', machine({ DOCKER_HOST: `unix://${socket}` }), OPTIONS.signal)
  return { client, source: containerSource(client, name), requests }
}

test('whose image was read before is not exported with it again', async () => {
  const index = new LayerIndex(join(temporaryFolder(), 'index'))
  const exports = async () => {
    const { source, requests } = await open({ ...ofImage, ...containerReplies(web) })
    let analysis: Analysis | undefined
    for await (const event of inspect(source, { ...OPTIONS, base: null, index }))
      if (event.kind === 'analysed') analysis = event.analysis
    await index.settled()
    expect(analysis).toMatchObject({ complete: true, layers: { length: 3 } })
    return requests.filter(request => request.includes('/get') || request.includes('/export'))
  }
  expect(await exports()).toHaveLength(2)
  expect(await exports()).toEqual([`GET /containers/${CONTAINER_ID}/export`])
})

async function read(
  recipe: ContainerRecipe,
  more: Readonly<Record<string, Reply>> = {},
): Promise<{ analysis: Analysis; requests: string[] }> {
  const { source, requests } = await open({ ...ofImage, ...containerReplies(recipe), ...more })
  for await (const event of inspect(source, { ...OPTIONS, base: null }))
    if (event.kind === 'analysed') return { analysis: event.analysis, requests }
  throw new Error('no analysis')
}

function treesOf({ layers }: Analysis) {
  return layers.flatMap(layer => (layer.kind === 'read' ? [layer.tree] : []))
}

describe('a container is its image and one more layer', () => {
  test('which holds what it changed', async () => {
    const { analysis } = await read(web)
    expect(drawStack(treesOf(analysis))).toBe(
      lines(
        '/           3010 -3',
        '├─ app      3000',
        '└─ etc/     10 -3',
        '   ├─ motd  7          modified (content)',
        '   └─ new   3          added',
      ),
    )
    expect(analysis.complete).toBe(true)
    expect(analysis.findings).toEqual([])
  })

  test('made by a step that is no instruction', async () => {
    const { analysis } = await read(web)
    const { steps, layers } = analysis.documents
    expect(steps.map(({ layer, instruction }) => [layer, instruction])).toEqual([
      [0, 'ADD rootfs /'],
      [1, 'COPY app /'],
      [2, 'container web: changes since it was created'],
    ])
    expect(layers[2]).toMatchObject({ diffId: null, digest: null, step: 2 })
  })

  test('read with one export of each, and no commit', async () => {
    const { requests } = await read(web)
    expect(requests).toEqual([
      'GET /version',
      'GET /containers/web/json',
      `GET /images/${idOf(image)}/json`,
      `GET /images/${idOf(image)}/history`,
      `GET /containers/${CONTAINER_ID}/logs?stdout=true&stderr=true&tail=10`,
      `GET /images/get?names=${idOf(image)}`,
      `GET /containers/${CONTAINER_ID}/changes?`.replace(/\?$/, ''),
      `GET /containers/${CONTAINER_ID}/export`,
    ])
  })

  test('and is started with its own config, not with that of the image', async () => {
    const config = { Entrypoint: ['/tini'], Cmd: ['serve'], User: '7', WorkingDir: '/srv', Env: ['B=1'] }
    const { analysis } = await read({ ...web, config })
    expect(analysis.documents.config).toMatchObject({
      entrypoint: ['/tini'],
      command: ['serve'],
      user: '7',
      workingDirectory: '/srv',
      environment: ['B=1'],
    })
  })

  test('but is no image: it has no id, no digest and no tags', async () => {
    const { analysis } = await read(web)
    expect(analysis.documents).toMatchObject({ id: null, digest: null, tags: [] })
  })

  test('also when nothing was changed', async () => {
    const { analysis } = await read({ ...web, changes: [] })
    expect(analysis.figures[2]).toMatchObject({ entries: 0, unpackedBytes: 0 })
  })
})

test('what became of it is told', async () => {
  const state = { Status: 'exited', ExitCode: 137, OOMKilled: true, Error: 'no space' }
  const rest = {
    RestartCount: 4,
    State: undefined,
    HostConfig: { Memory: 64_000_000 },
    Mounts: [{ Destination: '/data' }],
  }
  const { State: _, ...others } = rest
  const log = Buffer.concat([logFrame('stdout', 'up\n'), logFrame('stderr', 'down\n')])
  const { analysis } = await read({ ...web, state, rest: others, log })
  expect(analysis.documents.container).toMatchObject({
    name: 'web',
    image: 'demo:1',
    layer: 2,
    mounts: ['/data'],
    state: {
      status: 'exited',
      exitCode: 137,
      oomKilled: true,
      error: 'no space',
      restarts: 4,
      startedAt: '2026-01-02T10:00:01Z',
      finishedAt: '2026-01-02T10:00:02Z',
      memoryLimit: 64_000_000,
    },
    log: {
      kind: 'lines',
      lines: [
        { stream: 'stdout', text: 'up' },
        { stream: 'stderr', text: 'down' },
      ],
    },
  })
  expect(analysis.findings).toMatchObject([
    { kind: 'containerMount', message: 'Mounted over, so that no layer has what is there: /data.' },
  ])
})

test('a container that never started has no time of a start', async () => {
  const never = '0001-01-01T00:00:00Z'
  const { analysis } = await read({
    ...web,
    state: { Status: 'created', StartedAt: never, FinishedAt: never },
  })
  expect(analysis.documents.container?.state).toMatchObject({ startedAt: null, finishedAt: null })
})

test('an engine that keeps no log says so beside the rest', async () => {
  const message = 'configured logging driver does not support reading'
  const { analysis } = await read(web, {
    [`/containers/${CONTAINER_ID}/logs`]: { status: 501, json: { message } },
  })
  expect(analysis.documents.container?.log).toEqual({ kind: 'refused', answer: message })
})

test('without its image everything it exports is one layer, and that is said', async () => {
  const { analysis, requests } = await read({ ...web, image: `sha256:${'9'.repeat(64)}` })
  expect(analysis.findings).toMatchObject([{ kind: 'containerImageGone', layer: 0 }])
  expect(drawStack(treesOf(analysis))).toContain('app')
  expect(requests.join()).not.toContain('/changes')
  expect(analysis.documents.platform).toEqual({ os: 'linux', architecture: 'unknown', variant: null })
})

test('a path that is gone when it is exported is a finding of its layer', async () => {
  const { analysis } = await read({ ...web, changes: ['+/etc/new', '+/etc/gone'] })
  expect(analysis.findings).toMatchObject([
    { kind: 'containerChanged', layer: 2, message: 'Listed as changed, but not exported: /etc/gone.' },
  ])
})

describe('an engine that meets a file which goes while it lists the changes', () => {
  const failing = (times: number): Reply => {
    let asked = 0
    return response => {
      if (++asked > times) response.end(JSON.stringify([{ Path: '/etc/new', Kind: 1 }]))
      else response.writeHead(500).end(JSON.stringify({ message: 'no such file or directory' }))
    }
  }

  test('is asked again', async () => {
    const { analysis } = await read(web, { [`/containers/${CONTAINER_ID}/changes`]: failing(2) })
    expect(analysis.complete).toBe(true)
    expect(analysis.figures[2]).toMatchObject({ added: 1 })
  })

  test('is believed after the third time', async () => {
    const { analysis } = await read(web, { [`/containers/${CONTAINER_ID}/changes`]: failing(3) })
    expect(analysis.layers[2]).toMatchObject({
      kind: 'unreadable',
      fault: { kind: 'engineRefused', status: 500 },
    })
  })
})

describe('a container that is not there', () => {
  test('is refused with the names that are near', async () => {
    const { source } = await open({ ...ofImage, ...containerReplies(web) }, 'wbe')
    const { message, fault } = await refusalOf(source.parts(OPTIONS))
    expect(fault.kind).toBe('missingContainer')
    expect(message).toContain('Did you mean web? "docker ps -a" lists them.')
  })

  test.each(['changes', 'export'])(
    'any more, when its %s is asked for, leaves its layer unread',
    async what => {
      const gone = { status: 404, json: { message: 'No such container' } }
      const { analysis } = await read(web, { [`/containers/${CONTAINER_ID}/${what}`]: gone })
      expect(analysis.complete).toBe(false)
      expect(analysis.layers.map(layer => (layer.kind === 'read' ? 'read' : layer.fault.kind))).toEqual([
        'read',
        'read',
        'missingContainer',
      ])
    },
  )

  test('in the middle of its export either', async () => {
    const { analysis } = await read(web, {
      [`/containers/${CONTAINER_ID}/export`]: response => response.end(Buffer.alloc(700, 'x')),
    })
    expect(analysis.complete).toBe(false)
    expect(analysis.layers.map(({ kind }) => kind)).toEqual(['read', 'read', 'unreadable'])
  })
})

test('another platform than its own cannot be had', async () => {
  const { source } = await open({ ...ofImage, ...containerReplies(web) })
  const platform = { os: 'linux', architecture: 's390x', variant: null }
  const error: LayerscopeError = await refusalOf(source.parts({ ...OPTIONS, platform }))
  expect(error.fault.kind).toBe('missingPlatform')
})

test('beside its image it comes with one export, in which each layer is read once', async () => {
  const { client, source, requests } = await open({ ...ofImage, ...containerReplies(web) })
  const reading = parseImageName('demo:1')
  if (reading.kind !== 'name') throw new Error(reading.problem)
  const states: string[] = []
  const sources = [engineSource(client, reading.name), source]
  for await (const { image: at, event } of inspectMany(sources, { ...OPTIONS, base: null }))
    if (event.kind === 'analysed')
      states.push(`${at} ${event.analysis.complete} ${event.analysis.layers.length}`)
  expect(states).toEqual(['0 true 2', '1 true 3'])
  expect(requests.filter(request => request.includes('/images/get'))).toEqual([
    `GET /images/get?names=${idOf(image)}`,
  ])
})

test('beside another image it may fail alone', async () => {
  const gone = { status: 404, json: { message: 'No such container' } }
  const replies = { ...ofImage, ...containerReplies(web), [`/containers/${CONTAINER_ID}/changes`]: gone }
  const { client, source } = await open(replies)
  const reading = parseImageName('demo:1')
  if (reading.kind !== 'name') throw new Error(reading.problem)
  const states: string[] = []
  for await (const { image: at, event } of inspectMany([source, engineSource(client, reading.name)], {
    ...OPTIONS,
    base: null,
  }))
    if (event.kind === 'analysed') states.push(`${at} ${event.analysis.complete}`)
  expect(states).toEqual(['0 false', '1 true'])
})
