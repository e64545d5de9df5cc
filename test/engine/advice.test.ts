import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FindingJson } from '../../src/report/json/finding-json.ts'
import { describeWithLab, docker, type Lab, layerscope, scratchFolder } from './lab.ts'
import { run } from './run.ts'

const minute = 60_000
const BASE = 'advice-test:base'

/** Does with files what the real one does, without a network. */
const APT_GET = `#!/bin/sh
lists=/var/lib/apt/lists cache=/var/cache/apt
case $1 in
  update) mkdir -p $lists $cache && head -c 900000 /dev/zero > $lists/main_Packages && head -c 300000 /dev/zero > $cache/pkgcache.bin ;;
  install) test -s $lists/main_Packages && head -c 300001 /dev/zero > $cache/pkgcache.bin && head -c 400000 /dev/zero > /usr/bin/tool ;;
  clean) rm -f $cache/*.bin ;;
esac
`
const NAIVE = ['RUN apt-get update', 'RUN apt-get install -y tool', 'RUN rm -rf /var/lib/apt/lists/*']

describeWithLab('following the findings makes an image smaller', lab => {
  let folder = ''

  beforeAll(async () => {
    folder = await scratchFolder()
    await writeFile(join(folder, 'apt-get'), APT_GET, { mode: 0o755 })
    await build(lab, folder, BASE, ['FROM alpine-like:3', 'COPY apt-get /usr/bin/'])
  }, 5 * minute)

  afterAll(async () => {
    await run('/usr/bin/docker', ['image', 'rm', '--force', ...IMAGES], { env: lab.env })
  })

  test.each(['0', '1'])(
    'apt’s lists and caches, built with DOCKER_BUILDKIT=%s',
    async buildkit => {
      const [before, after] = [`advice-test:before-${buildkit}`, `advice-test:after-${buildkit}`]
      await build(lab, folder, before, [`FROM ${BASE}`, ...NAIVE], buildkit)
      const naive = await adviseOn(lab, before)
      const found = naive.findings.find(({ kind }) => kind === 'wastedPackageLists')
      expect(found?.bytes).toBe(900_000)
      expect(found?.message).toContain('(RUN apt-get update), deleted again by')
      expect(naive.findings.map(({ kind, bytes }) => [kind, bytes])).toContainEqual([
        'wastedPackageCache',
        300_000,
      ])

      await build(lab, folder, after, [`FROM ${BASE}`, ...linesOf(found)], buildkit)
      const fixed = await adviseOn(lab, after)
      expect(fixed.findings.filter(({ kind }) => /Package(?:Lists|Cache)$/.test(kind))).toEqual([])
      expect(fixed.waste.bytes).toBe(0)
    },
    5 * minute,
  )

  test(
    'the real naive image tells of its lists, its toolchains and its build cache',
    async () => {
      const { findings, waste } = await adviseOn(lab, 'api-service:naive')
      const lists = findings.find(({ kind }) => kind === 'wastedPackageLists')
      const listItems = waste.items.filter(({ path }) => path.startsWith('/var/lib/apt/lists/'))
      expect(lists?.bytes).toBe(listItems.reduce((sum, { bytes }) => sum + bytes, 0))
      expect(lists?.message).toMatch(
        /layer 1 \(RUN apt-get update\), .* layer 3 \(RUN rm -rf \/var\/lib\/apt\/lists\/\*\)/,
      )
      expect(linesOf(lists).slice(0, 3)).toEqual([
        'RUN apt-get update \\',
        ' && apt-get install -y golang-go \\',
        ' && rm -rf /var/lib/apt/lists/* \\',
      ])
      const go = findings.find(({ message }) => message.startsWith('The Go toolchain'))
      expect(go?.bytes).toBeGreaterThan(300_000_000)
      expect(linesOf(go)).toContain('COPY --from=build /app/server /app/server')
      expect(findings.some(({ kind }) => kind === 'shippedBuildCache')).toBe(true)
    },
    5 * minute,
  )

  test.each(['scratch', 'distroless'])(
    'nothing is found in api-service:%s',
    async tag => {
      expect((await adviseOn(lab, `api-service:${tag}`)).findings).toEqual([])
    },
    5 * minute,
  )
})

const IMAGES = [
  BASE,
  ...['0', '1'].flatMap(each => [`advice-test:before-${each}`, `advice-test:after-${each}`]),
]

/** The lines of a Dockerfile below the sentence of a fix. */
function linesOf(finding: FindingJson | undefined): readonly string[] {
  return finding?.fix?.split('\n').slice(1) ?? []
}

async function build(
  lab: Lab,
  folder: string,
  tag: string,
  lines: readonly string[],
  buildkit = '0',
): Promise<void> {
  const file = join(folder, `${tag.replace(/\W/g, '-')}.Dockerfile`)
  await writeFile(file, `${lines.join('\n')}\n`)
  const env = { ...lab.env, DOCKER_BUILDKIT: buildkit }
  await docker(
    { ...lab, env },
    'build',
    '--network',
    'none',
    '--no-cache',
    '-q',
    '-t',
    tag,
    '-f',
    file,
    folder,
  )
}

/** What of `waste --json` is looked at here, as it is read back. */
interface WasteReport {
  readonly findings: readonly FindingJson[]
  readonly waste: {
    readonly bytes: number | null
    readonly items: readonly { readonly path: string; readonly bytes: number }[]
  }
}

async function adviseOn(lab: Lab, image: string): Promise<WasteReport> {
  const { code, stdout, stderr } = await layerscope(['waste', image, '--json', '--no-index'], lab.env)
  if (code !== 0) throw new Error(stderr)
  const report: WasteReport = JSON.parse(stdout)
  return report
}
