import { copyFile, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { dockerSave } from '../fixtures/archive/docker-save.ts'
import { archiveOf, type BuiltImage, buildImage } from '../fixtures/archive/image-recipe.ts'
import { RECORDED, writeRecorded } from '../fixtures/archive/recorded.ts'
import type { Analysis } from '../src/analysis/analysis.ts'
import { parseImageName } from '../src/image/image-name.ts'
import { LayerIndex } from '../src/index/layer-index.ts'
import { FORMAT } from '../src/index/sealed-value.ts'
import { inspect } from '../src/inspect.ts'
import { inspectMany } from '../src/inspect-many.ts'
import { engineSource } from '../src/source/engine/engine-source.ts'
import { openEngine } from '../src/source/engine/open-engine.ts'
import { tryCommand } from './cli/try-command.ts'
import { machine, type Reply, startFakeEngine } from './source/engine/fake-engine.ts'
import { idOf, repliesOf } from './source/engine/image-answers.ts'
import { temporaryFolder } from './source/engine/temporary-folder.ts'
import { OPTIONS } from './source/parts.ts'

describe('an archive read before', () => {
  test.each(RECORDED)('%s says the same to the byte', async name => {
    const folder = temporaryFolder()
    const image = await writeRecorded(folder, name)
    await pause(150)
    const wish = [image, '--json', '--files', '--platform', 'linux/amd64']
    const around = { indexFolder: join(folder, 'index') }
    const { stdout: read, code } = await tryCommand(wish)
    expect(await tryCommand(wish, around)).toMatchObject({ stdout: read, code })
    expect(await tryCommand(wish, around)).toMatchObject({ stdout: read, code })
  })

  test('is read again when its bytes changed, and its damage is told', async () => {
    const folder = temporaryFolder()
    const around = { indexFolder: join(folder, 'index') }
    const image = join(folder, 'image.tar')
    await writeFile(image, archiveOf(dockerSave([buildImage(NAIVE)])))
    await pause(150)
    expect((await tryCommand([image, '--json'], around)).code).toBe(0)
    const bytes = await readFile(image)
    bytes[bytes.indexOf('content of app')] = 0x58
    await writeFile(image, bytes)
    expect(await tryCommand([image, '--json'], around)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('damaged or altered'),
    })
  })

  test('under another name is another file', async () => {
    const folder = temporaryFolder()
    const image = await writeRecorded(folder, 'docker20-legacy.tar')
    await copyFile(image, join(folder, 'copy.tar'))
    await pause(150)
    for (const name of [image, join(folder, 'copy.tar')])
      await tryCommand([name, '--json'], { indexFolder: join(folder, 'index') })
    const listed = await tryCommand(['index', 'list', '--json'], { indexFolder: join(folder, 'index') })
    expect(JSON.parse(listed.stdout)).toMatchObject({ images: { length: 2 }, layers: { length: 6 } })
  })
})

test('an image read before is recognised as the base of another', async () => {
  const folder = temporaryFolder()
  const around = { indexFolder: join(folder, 'index') }
  const [base = [], ...own] = NAIVE.layers
  const built = { base: { tags: ['os:1'], layers: [base] }, app: { tags: ['api:1'], layers: [base, ...own] } }
  for (const [name, recipe] of Object.entries(built))
    await writeFile(join(folder, `${name}.tar`), archiveOf(dockerSave([buildImage(recipe)])))
  await pause(150)
  await tryCommand([join(folder, 'base.tar'), '--json'], around)
  const { stdout } = await tryCommand([join(folder, 'app.tar'), '--json'], around)
  expect(JSON.parse(stdout).image.base).toMatchObject({ layers: 1, certainty: 'matched', name: 'os:1' })
})

describe("an engine's image", () => {
  test('is not exported a second time, and is called what it is called now', async () => {
    const { read, exports, rename, requests } = await engineWith(buildImage(NAIVE))
    const [first] = await read(['api:1'])
    rename(['api:2'])
    const before = requests().length
    const [second] = await read(['api:2'])
    expect(exports()).toBe(1)
    expect(requests().slice(before)).toEqual([
      'GET /version',
      'GET /images/api:2/json',
      'GET /images/api:2/history',
    ])
    expect(second).toEqual({ ...first, documents: { ...first?.documents, tags: ['api:2'] } })
  })

  test('whose layers are all known, from another one, is not exported at all', async () => {
    const naive = buildImage(NAIVE)
    const { read, exports } = await engineWith(
      naive,
      buildImage({ ...NAIVE, tags: ['api:2'], config: { User: 'app' } }),
    )
    await read(['api:1'])
    const [relabelled] = await read(['api:2'])
    expect(exports()).toBe(1)
    expect(relabelled).toMatchObject({ complete: true, documents: { tags: ['api:2'] } })
  })

  test('of which a layer is new is exported, and the layers known before are shown at once', async () => {
    const rebuilt = buildImage({ ...NAIVE, tags: ['api:2'], layers: [...NAIVE.layers, [{ name: 'new' }]] })
    const { read, exports, order } = await engineWith(buildImage(NAIVE), rebuilt)
    await read(['api:1'])
    const [analysis] = await read(['api:2'])
    expect(exports()).toBe(2)
    expect(analysis?.complete).toBe(true)
    expect(order()).toEqual(['layer 0', 'layer 1', 'waiting', 'layer 2'])
  })

  test('is exported when the index holds it only in part', async () => {
    const { read, exports, index } = await engineWith(buildImage(NAIVE))
    await read(['api:1'])
    const listed = JSON.parse((await tryCommand(['index', 'list', '--json'], { indexFolder: index })).stdout)
    await writeFile(
      join(index, String(FORMAT), 'layers', listed.layers[0].diffId.replace(':', '-')),
      'damaged',
    )
    const [analysis] = await read(['api:1'])
    expect([exports(), analysis?.complete]).toEqual([2, true])
  })

  test('among several is left out of their one export', async () => {
    const other = buildImage({ tags: ['web:1'], layers: [[{ name: 'web' }]] })
    const { read, requests } = await engineWith(buildImage(NAIVE), other)
    await read(['api:1'])
    const analyses = await read(['api:1', 'web:1'])
    expect(analyses.map(analysis => analysis?.complete)).toEqual([true, true])
    expect(requests().at(-1)).toMatch(/^GET \/images\/get\?names=[^&]+$/)
  })

  test('is read as ever without an index, and with measures that need its bytes', async () => {
    const { read, exports } = await engineWith(buildImage(NAIVE))
    await read(['api:1'])
    await read(['api:1'], { measureGzip: true })
    expect(exports()).toBe(2)
  })
})

const NAIVE = {
  tags: ['api:1'],
  layers: [[{ name: 'etc/os', content: 'base' }], [{ name: 'app', content: 'content of app' }]],
}

/** An engine with these images, called by their tags or any name given later, and an index for those who read them. */
async function engineWith(...images: BuiltImage[]) {
  const index = join(temporaryFolder(), 'index')
  const called = new Map<string, BuiltImage>()
  const name = (image: BuiltImage, tags: readonly string[]) => {
    for (const tag of tags) called.set(tag, { ...image, tags })
  }
  for (const image of images) name(image, image.tags)
  const { socket, requests } = await startFakeEngine(answersOf(called))
  let order: string[] = []
  const read = async (names: readonly string[], more: { measureGzip?: boolean } = {}) => {
    const client = await openEngine('any', machine({ DOCKER_HOST: `unix://${socket}` }), OPTIONS.signal)
    const sources = names.map(text => engineSource(client, imageName(text)))
    const used = new LayerIndex(index)
    const analyses: Analysis[] = []
    order = []
    for await (const { image, event } of eventsOf(sources, {
      ...OPTIONS,
      base: null,
      index: used,
      ...more,
    })) {
      if (event.kind === 'waiting') order.push('waiting')
      if (event.kind === 'layer') order.push(`layer ${event.layer.index}`)
      if (event.kind === 'analysed') analyses[image] = event.analysis
    }
    await used.settled()
    return analyses
  }
  return {
    index,
    read,
    order: () => order,
    requests: () => requests,
    exports: () => requests.filter(request => /\/get(\?|$)/.test(request)).length,
    rename: (tags: readonly string[]) => {
      for (const image of images) name(image, tags)
    },
  }
}

/** Answers for images by the names they have when they are asked for. */
function answersOf(called: ReadonlyMap<string, BuiltImage>): Record<string, Reply> {
  const names = ['api:1', 'api:2', 'web:1']
  const asked =
    (path: string, tag: string): Reply =>
    response => {
      const image = called.get(tag)
      const reply =
        image === undefined ? undefined : repliesOf({ image, names: [tag], history: stepsOf(image) })[path]
      if (reply === undefined || typeof reply === 'function') return void response.writeHead(404).end('{}')
      response.writeHead(200, { 'Content-Type': 'application/json' })
      response.end(JSON.stringify(reply.json))
    }
  const paths = names.flatMap(tag =>
    ['json', 'history'].map(what => [`/images/${tag}/${what}`, tag] as const),
  )
  return {
    ...Object.fromEntries(paths.map(([path, tag]) => [path, asked(path, tag)])),
    '/images/get': (response, request) => {
      const ids = new URL(request.url ?? '', 'http://engine').searchParams.getAll('names')
      const wanted = [...called.values()].filter(image => ids.includes(idOf(image)))
      const untagged = new Map(wanted.map(image => [idOf(image), { ...image, tags: [] }]))
      response.end(archiveOf(dockerSave([...untagged.values()])))
    },
  }
}

function stepsOf({ layers }: BuiltImage) {
  return layers.map(() => ['RUN', 100] as const)
}

function imageName(text: string) {
  const reading = parseImageName(text)
  if (reading.kind === 'problem') throw new Error(reading.problem)
  return reading.name
}

type EngineSources = ReturnType<typeof engineSource>[]

async function* eventsOf(sources: EngineSources, options: Parameters<typeof inspect>[1]) {
  const [only, ...more] = sources
  if (only === undefined || more.length > 0) return yield* inspectMany(sources, options)
  for await (const event of inspect(only, options)) yield { image: 0, event }
}
