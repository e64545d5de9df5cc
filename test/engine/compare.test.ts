import { beforeAll, expect, test } from 'vitest'
import { copyImages, describeWithLab, docker, type Lab, layerscope, scratchFolder } from './lab.ts'
import { shell } from './run.ts'

const minute = 60_000

describeWithLab('comparing images of the course', async lab => {
  /** The first reads everything; after that, what one has read the next takes from the index. */
  const cache = await scratchFolder()

  test(
    'naive and scratch: totals add up to the byte, and are those of the images alone',
    async () => {
      const { images, totals, files } = await compare(lab, ['api-service:naive', 'api-service:scratch'])
      const { a, b, added, removed, grown, shrunk } = totals
      expect(a - removed - shrunk + added + grown).toBe(b)
      expect([a, b]).toEqual(images.map(({ image }) => image.finalBytes))
      expect(files.removed.length).toBeGreaterThan(10_000)
    },
    5 * minute,
  )

  test(
    'the reduction is the one docker tells, within its rounding',
    async () => {
      const names = ['api-service:naive', 'api-service:optimised', 'api-service:scratch']
      const { images } = await compare(lab, names, cache)
      const sizes = await Promise.all(
        names.map(async name => Number(await docker(lab, 'image', 'inspect', '-f', '{{.Size}}', name))),
      )
      for (const [at, { reductionToFirst }] of images.entries())
        expect(reductionToFirst).toBeCloseTo(1 - (sizes[at] ?? 0) / (sizes[0] ?? 0), 3)
    },
    5 * minute,
  )

  test.each([
    ['api-service:naive', 'api-service:scratch', '/app/server'],
    ['api-service:optimised', 'api-service:scratch', '/app/server'],
    ['api-service:alpine', 'api-service:scratch', '/app/server'],
  ])(
    '%s and %s: the server binary is recognised as moved',
    async (a, b, from) => {
      const { files } = await compare(lab, [a, b], cache)
      expect(files.moved).toContainEqual(expect.objectContaining({ from, to: '/server' }))
    },
    5 * minute,
  )

  test(
    'five approaches × two services make one Markdown table with one command',
    async () => {
      const approaches = ['naive', 'optimised', 'alpine', 'distroless', 'scratch']
      const names = ['api-service', 'worker-service'].flatMap(service =>
        approaches.map(approach => `${service}:${approach}`),
      )
      const { code, stdout } = await layerscope(['compare', '--format', 'markdown', ...names], lab.env, cache)
      expect(code).toBe(0)
      const [head, line, ...rows] = stdout.split('\n')
      expect(head).toBe('| Approach | api-service | worker-service |')
      expect(line).toBe('| --- | ---: | ---: |')
      expect(rows.slice(0, 5).map(row => row.split(' ')[1])).toEqual(approaches)
      expect(rows[4]).toMatch(/^\| scratch \| [\d.]+ MB \(−99\.\d %\) \| [\d.]+ MB \(−99\.\d %\) \|$/)
    },
    5 * minute,
  )
})

describeWithLab('comparing two builds', async lab => {
  const folder = await scratchFolder()

  beforeAll(async () => {
    await shell(
      `cd "$FOLDER" && mkdir -p app && head -c 5000 /dev/zero > app/data && echo aaaa > app/text
       touch -d @1000000000 app app/*
       build() { DOCKER_BUILDKIT=0 /usr/bin/docker build --no-cache --network none -q -t "$1" . >/dev/null; }
       printf 'FROM alpine-like:3\\nCOPY app /app\\nRUN mkdir /made && echo made > /made/file\\n' > Dockerfile
       build compare-test:one && sleep 1.1 && build compare-test:two
       echo bbbb > app/text && touch -d @1000000000 app app/* && build compare-test:edited`,
      { env: { ...lab.env, FOLDER: folder } },
    )
    return () =>
      docker(lab, 'image', 'rm', '-f', 'compare-test:one', 'compare-test:two', 'compare-test:edited')
  }, 2 * minute)

  test('that differ in times only: layers are shared or have the same files', async () => {
    const { layers, files } = await compare(lab, ['compare-test:one', 'compare-test:two'])
    expect(layers[0]?.state).toBe('shared')
    for (const { state } of layers.slice(1)) expect(['shared', 'sameFiles']).toContain(state)
    expect(files.modified.map(({ differs }) => differs.join())).toEqual(['mtime'])
  })

  test('of which one file was edited without another length: it alone has other content', async () => {
    const { layers, files } = await compare(lab, ['compare-test:one', 'compare-test:edited'])
    expect(layers.map(({ state }) => state)).toEqual(['shared', 'changed', 'sameFiles'])
    expect(files.modified.filter(({ differs }) => differs.includes('content'))).toMatchObject([
      { path: '/app/text', differs: ['content'] },
    ])
    expect([files.added, files.removed, files.moved]).toEqual([[], [], []])
  })
})

describeWithLab('one request for several images', lab => {
  test.skipIf(lab.newer === null).each([
    ['with its classic store', 'classic'],
    ["with containerd's store", 'containerd'],
  ] as const)(
    'serves a newer engine %s',
    async (_how, store) => {
      const socket = lab.newer?.[store] ?? ''
      await copyImages(lab, socket, 'worker-service:alpine', 'alpine-like:3')
      const env = { ...lab.env, DOCKER_HOST: `unix://${socket}` }
      const { code, stdout, stderr } = await layerscope(
        ['compare', '--json', 'worker-service:alpine', 'alpine-like:3'],
        env,
      )
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
      const { images, layers }: Comparison = JSON.parse(stdout)
      expect(images.map(({ image }) => image.tags)).toEqual([['worker-service:alpine'], ['alpine-like:3']])
      expect(layers[0]).toMatchObject({ state: 'shared', a: 0, b: 0 })
    },
    minute,
  )
})

/** The part of `compare --json` (product.md §2) that these tests read. */
interface Comparison {
  readonly images: readonly {
    readonly image: { readonly finalBytes: number; readonly tags: readonly string[] }
    readonly reductionToFirst: number
  }[]
  readonly layers: readonly { readonly state: string }[]
  readonly files: {
    readonly added: readonly unknown[]
    readonly removed: readonly unknown[]
    readonly moved: readonly { readonly from: string; readonly to: string }[]
    readonly modified: readonly { readonly path: string; readonly differs: readonly string[] }[]
  }
  readonly totals: Readonly<Record<'a' | 'b' | 'added' | 'removed' | 'grown' | 'shrunk', number>>
}

async function compare(lab: Lab, names: readonly string[], cache?: string): Promise<Comparison> {
  const { code, stdout, stderr } = await layerscope(['compare', '--json', ...names], lab.env, cache)
  if (code !== 0) throw new Error(`exit ${code}\n${stderr}`)
  return JSON.parse(stdout)
}
