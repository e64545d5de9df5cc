import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Analysis } from '../../src/analysis/analysis.ts'
import { libraries } from '../../src/analysis/checks/libraries.ts'
import { factAt, imageRoot, pathOf } from '../../src/analysis/start/image-root.ts'
import { subjectOf } from '../../src/analysis/start/subject.ts'
import { DEFAULT_LIMITS } from '../../src/image/limits.ts'
import { inspect } from '../../src/inspect.ts'
import { analysisSource } from '../../src/saved/analysis-source.ts'
import { resolveSource } from '../../src/source/resolve-source.ts'
import { shows, typeOf } from '../../src/tree/tree-view.ts'
import { describeWithLab, docker, type Lab, scratchFolder } from './lab.ts'
import { run, shell } from './run.ts'

/** Libraries many programs need, one with its links and one that stays in the cache though it is gone. */
const REMOVED = ['libtinfo.so.6*', 'libselinux.so.1', 'libz.so.1*', 'libacl.so.1*', 'libcap.so.2*']

describeWithLab('what doctor finds missing is what the loader misses', lab => {
  test.each([
    { title: 'a whole Debian', removed: [] },
    { title: `Debian without ${REMOVED.join(', ')}`, removed: REMOVED },
  ])('$title', { timeout: 300_000 }, async ({ removed }) => {
    const folder = await scratchFolder()
    const { archive, root } = await unpack(lab, folder, removed)
    const analysis = await read(archive)
    const programs = dynamicPrograms(analysis)
    expect(programs.length).toBeGreaterThan(200)
    const said = await Promise.all(programs.map(async path => [path, await missedByLoader(root, path)]))
    expect(programs.map(path => [path, missedByDoctor(analysis, path)])).toEqual(said)
    expect(said.flatMap(([, missed]) => missed).length > 0).toBe(removed.length > 0)
  })
})

/** The image of Debian, as an archive of one layer and as a folder, less some libraries. */
async function unpack(lab: Lab, folder: string, removed: readonly string[]) {
  const root = join(folder, 'root')
  const archive = join(folder, 'image.tar')
  await mkdir(root)
  const container = (await docker(lab, 'create', '--network', 'none', 'debian:bookworm')).trim()
  await shell(`docker export ${container} | tar -x -C ${root}`, { env: lab.env })
  await docker(lab, 'rm', container)
  await shell(`cd ${root}/usr/lib/x86_64-linux-gnu; for each in ${removed.join(' ')}; do rm $each; done`)
  const image = (await shell(`tar -c -C ${root} . | docker import -`, { env: lab.env })).trim()
  await docker(lab, 'save', '-o', archive, image)
  await docker(lab, 'image', 'rm', image)
  return { root, archive }
}

async function read(archive: string): Promise<Analysis> {
  const none = () => Promise.reject(new Error('no engine'))
  const engines = { image: none, imageIfThere: async () => null, container: none }
  const source = await resolveSource(archive, {
    engines,
    standardInput: process.stdin,
    openAnalysis: analysisSource,
  })
  const options = {
    platform: null,
    hostArchitecture: 'x64',
    verify: true,
    limits: DEFAULT_LIMITS,
    signal: new AbortController().signal,
    pull: { kind: 'never' },
    base: null,
  } as const
  for await (const event of inspect(source, options)) if (event.kind === 'analysed') return event.analysis
  throw new Error('no analysis')
}

/** Every executable file with an ELF interpreter, by path. */
function dynamicPrograms({ overlay, layers }: Analysis): string[] {
  const root = imageRoot(overlay, layers)
  const found: string[] = []
  for (let node = 1; node < root.view.versions.length; node++) {
    if (!shows(root.view, node) || typeOf(root.view, node) !== 'file') continue
    if ((factAt(root, node, 'elf')?.interpreter ?? null) !== null) found.push(pathOf(root, node))
  }
  return found.sort()
}

function missedByDoctor(analysis: Analysis, path: string): string[] {
  const { documents } = analysis
  const config = { ...documents.config, entrypoint: [path], command: [] }
  const { findings } = libraries.run(subjectOf({ ...analysis, documents: { ...documents, config } }))
  return findings.map(({ message }) => / needs (\S+), which/.exec(message)?.[1] ?? message).sort()
}

/** What `ldd` does, without the shell it needs: the loader itself lists what it would load. */
async function missedByLoader(root: string, path: string): Promise<string[]> {
  const loader = '/lib64/ld-linux-x86-64.so.2'
  const trace = ['/usr/bin/env', '-i', 'LD_TRACE_LOADED_OBJECTS=1', loader, path]
  const { stdout } = await run('chroot', [root, ...trace])
  return [...new Set([...stdout.matchAll(/^\s*(\S+) => not found/gm)].map(([, name]) => name ?? ''))].sort()
}
