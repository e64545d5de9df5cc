import { join } from 'node:path'
import { expect, test } from 'vitest'
import { describeWithLab, docker, type Lab, layerscope, scratchFolder } from './lab.ts'
import { shell } from './run.ts'

const minute = 60_000

interface Listed {
  readonly ecosystem: string
  readonly name: string
  readonly version: string
  readonly architecture: string | null
  readonly bytes: number | null
  readonly paths: readonly string[]
}

describeWithLab('what is in an image of the course', async lab => {
  const folder = await scratchFolder()
  /** Packages and categories of an image are asked for one after the other: the second answer comes from the index. */
  const cache = await scratchFolder()

  test.each(['debian:bookworm', 'api-service:optimised', 'api-service:naive'])(
    'the packages of %s are those its own dpkg-query names',
    async image => {
      const told = await shell(
        `docker run --rm --network none --entrypoint dpkg-query ${image} -W -f '\${db:Status-Abbrev} \${Package} \${Version} \${Architecture}\\n'`,
        { env: lab.env },
      )
      const installed = told
        .split('\n')
        .filter(line => line.startsWith('ii'))
        .map(line => line.trim().split(/\s+/).slice(1).join(' '))
      const listed = (await packagesOf(lab, image))
        .filter(({ ecosystem }) => ecosystem === 'dpkg')
        .map(({ name, version, architecture }) => `${name} ${version} ${architecture}`)
      expect(listed.sort()).toEqual(installed.sort())
      expect(installed.length).toBeGreaterThan(50)
    },
    5 * minute,
  )

  test.each(['api-service:alpine', 'worker-service:alpine'])(
    'the packages of %s are the P: and V: lines of its own database, read by awk',
    async image => {
      const database = await fileOf(lab, image, '/lib/apk/db/installed')
      const told = await shell(`awk -F: '/^P:/ {name=$2} /^V:/ {print name, $2}' ${database} | sort`, {
        env: lab.env,
      })
      const listed = (await packagesOf(lab, image))
        .filter(({ ecosystem }) => ecosystem === 'apk')
        .map(({ name, version }) => `${name} ${version}`)
        .sort()
      expect(listed).toEqual(lines(told))
    },
    minute,
  )

  test.each([
    ['api-service:scratch', '/server'],
    ['api-service:distroless', '/server'],
    ['worker-service:scratch', '/server'],
  ])(
    'the Go modules of %s are those that `go version -m` names',
    async (image, program) => {
      const binary = await fileOf(lab, image, program)
      const modules = await goModules(lab, binary)
      const listed = (await packagesOf(lab, image))
        .filter(({ ecosystem, name }) => ecosystem === 'go' && name !== 'stdlib')
        .map(({ name, version }) => `${name} ${version}`)
        .sort()
      expect(listed).toEqual(modules)
      expect(modules.length).toBeGreaterThan(1)
    },
    2 * minute,
  )

  test.each(['naive', 'optimised', 'alpine', 'distroless', 'scratch'].map(tag => `api-service:${tag}`))(
    'the categories of %s add up, in the final tree and in each layer',
    async image => {
      const { code, stdout } = await layerscope([image, '--json'], lab.env, cache)
      const { image: sizes, layers, categories } = JSON.parse(stdout)
      expect(code).toBe(0)
      expect(sum(categories)).toBe(sizes.finalBytes)
      for (const layer of layers) expect(sum(layer.categories)).toBe(layer.unpackedBytes)
    },
    5 * minute,
  )

  async function packagesOf(where: Lab, image: string): Promise<readonly Listed[]> {
    const { code, stdout, stderr } = await layerscope(['packages', image, '--json'], where.env, cache)
    expect({ code, stderr }).toMatchObject({ code: 0 })
    return JSON.parse(stdout).images[0].packages
  }

  /** A file of an image, taken out by the engine. */
  async function fileOf(where: Lab, image: string, path: string): Promise<string> {
    const container = (await docker(where, 'create', image, 'x')).trim()
    const copy = join(folder, container)
    await docker(where, 'cp', '-L', `${container}:${path}`, copy)
    await docker(where, 'rm', container)
    return copy
  }

  /** `path version` of main module and dependencies, by the Go toolchain in the naive image. */
  async function goModules(where: Lab, binary: string): Promise<string[]> {
    const told = await shell(
      `docker run --rm --network none -i --entrypoint sh api-service:naive -c 'cat > /tmp/binary && chmod +x /tmp/binary && go version -m /tmp/binary' < ${binary}`,
      { env: where.env },
    )
    return told
      .split('\n')
      .map(line => line.trim().split('\t'))
      .filter(([word]) => word === 'mod' || word === 'dep')
      .map(([, path, version]) => `${path} ${version}`)
      .sort()
  }
})

function lines(text: string): string[] {
  return text
    .split('\n')
    .filter(line => line !== '')
    .sort()
}

function sum(bytes: Readonly<Record<string, number>>): number {
  return Object.values(bytes).reduce((total, each) => total + each, 0)
}
