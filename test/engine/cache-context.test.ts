import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { BUILDERS } from './cache-scenarios.ts'
import { describeWithLab, docker, layerscope, scratchFolder } from './lab.ts'
import { run } from './run.ts'

const FILES = [
  'a.go', 'a.md', 'README.md', 'docs/a.md', 'docs/deep/b.md', 'docs/keep.txt', 'log/x.log', 'x.log', 'temp1', 'tempa/x',
  'node_modules/m/index.js', 'web/node_modules/m/index.js', 'sp ace/x', '.env', '.env.local', 'build/out.o', 'build/keep.o',
] // biome-ignore format: names only

/** The rules of `.dockerignore` are the engine's: it copies as many files and bytes as `cache context` says it is sent. */
describeWithLab('cache context', async lab => {
  const folder = await scratchFolder()
  const tags: string[] = []
  afterAll(() => docker(lab, 'image', 'rm', '-f', ...tags))

  // biome-ignore format: one case per line
  test.each([
    ['nothing',          ''],
    ['names and stars',  '*.md\ntemp?\nlog\n'],
    ['any depth',        '**/*.md\n**/node_modules\n'],
    ['exceptions',       '*.md\n!README.md\nbuild\n!build/keep.o\n'],
    ['the last counts',  '!a.md\n*.md\n'],
    ['slashes',          '/docs/\n./log\nweb//node_modules\n'],
    ['blanks, comments', '# docs\n  x.log  \n\nsp ace\n'],
    ['classes',          'temp[0-9]\n.env*\n'],
    ['everything but',   '*\n!a.go\n!docs/*.md\n'],
    ['parents',          'docs/deep/..\n'],
  ])('%s', async (title, rules) => {
    const context = join(folder, title.replace(/\W/g, '-'))
    for (const [at, name] of FILES.entries()) {
      await mkdir(dirname(join(context, name)), { recursive: true })
      await writeFile(join(context, name), 'x'.repeat(at + 1))
    }
    await writeFile(join(context, '.dockerignore'), `${rules}.dockerignore\nDockerfile\n`)
    await writeFile(join(context, 'Dockerfile'), 'FROM scratch\nCOPY . /\n')
    const said = await layerscope(['cache', 'context', context, '--json'], lab.env)
    const { sent } = JSON.parse(said.stdout)
    for (const builder of BUILDERS) {
      const tag = `layerscope-context-${process.pid}:${tags.length}`
      const env = { ...lab.env, DOCKER_BUILDKIT: builder === 'buildkit' ? '1' : '0' }
      const built = await run('/usr/bin/docker', ['build', '-t', tag, context], { env })
      expect(built.code, built.stderr).toBe(0)
      tags.push(tag)
      const listed = await layerscope(['ls', '-R', '--json', tag], lab.env)
      const files: { type: string; bytes: number }[] = JSON.parse(listed.stdout)
      const copied = files.filter(({ type }) => type === 'file')
      expect({ files: copied.length, bytes: copied.reduce((sum, { bytes }) => sum + bytes, 0) }, builder).toEqual(sent)
    }
  })
})
