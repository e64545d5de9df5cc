import { chmod, cp, mkdir, readFile, utimes, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { afterAll } from 'vitest'
import { docker, type Lab, scratchFolder } from './lab.ts'
import { run, shell } from './run.ts'

/**
 * The course's Dockerfiles built twice: as they are, and after one thing changed. What they are built upon holds
 * busybox and, in place of `apt-get` and `go`, scripts that do in a moment what is copied, downloaded and built:
 * whether a step comes from the cache depends on nothing else.
 */
export const APPROACHES = ['naive', 'optimised', 'scratch'] as const
export const BUILDERS = ['classic', 'buildkit'] as const

export type Approach = (typeof APPROACHES)[number]
export type Builder = (typeof BUILDERS)[number]

/** One thing that changes between two builds. */
export interface Scenario {
  readonly title: string
  /** Changes the context, the Dockerfile in it, or what is built upon. */
  change(inputs: Inputs): Promise<void>
  /** Further words for the second `docker build`. */
  readonly words?: readonly string[]
}

/** What a build is made from. */
export interface Inputs {
  readonly context: string
  /** Stands in the context. */
  readonly dockerfile: string
  /** Text no earlier build has seen, so that nothing of it can be in the cache. */
  readonly nonce: string
  /** Gives what `FROM` names to another image, until the scenario is over. */
  replaceBase(): Promise<void>
}

export const SCENARIOS: readonly Scenario[] = [
  { title: 'nothing', change: async () => {} },
  {
    title: 'one line of main.go',
    change: inputs => edit(join(inputs.context, 'main.go'), text => `${text}// ${inputs.nonce}\n`),
  },
  {
    title: 'go.mod only',
    change: inputs => edit(join(inputs.context, 'go.mod'), text => `${text}// ${inputs.nonce}\n`),
  },
  {
    title: 'go.sum only',
    change: inputs =>
      edit(join(inputs.context, 'go.sum'), text => `${text}example.org/x v1 ${inputs.nonce}\n`),
  },
  {
    title: 'the mode of a file',
    change: inputs => chmod(join(inputs.context, 'store.go'), 0o600),
  },
  {
    title: 'the times of all files',
    change: async inputs => {
      for (const name of ['main.go', 'store.go', 'go.mod', 'go.sum']) {
        await utimes(join(inputs.context, name), 1_000_000_000, 1_000_000_000)
      }
    },
  },
  {
    title: 'a file .dockerignore leaves out',
    change: inputs => writeFile(join(inputs.context, 'NOTES.md'), inputs.nonce),
  },
  { title: 'a build argument', change: async () => {}, words: ['--build-arg', 'VERSION=2'] },
  {
    title: 'one line of the Dockerfile',
    change: inputs =>
      edit(inputs.dockerfile, text => text.replace('RUN go mod download', 'RUN go mod download -x')),
  },
  {
    title: 'an ENV of the Dockerfile',
    change: inputs => edit(inputs.dockerfile, text => text.replace('CGO_ENABLED=0', 'CGO_ENABLED=1')),
  },
  { title: 'the base image', change: inputs => inputs.replaceBase() },
  { title: 'nothing, without the cache', change: async () => {}, words: ['--no-cache'] },
]

/** What a builder said of one of its steps, in the order of the Dockerfile. */
export interface BuiltStep {
  /** As the builder prints it: `RUN go mod download`. */
  readonly instruction: string
  readonly cached: boolean
}

export interface Built {
  /** Its tag; removed when the tests of the file are over. */
  readonly tag: string
  readonly steps: readonly BuiltStep[]
  /** All the builder printed. */
  readonly log: string
}

export interface Rebuilt extends Built {
  /** What was built: the context and the Dockerfile after the change. */
  readonly inputs: Inputs
}

/** A first build, and any number of second ones that each differ from it in one thing. */
export interface Workshop {
  readonly before: Built
  /** What the first build was made from. */
  readonly inputs: Pick<Inputs, 'context' | 'dockerfile'>
  /** Scenarios that come without the cache, or with another base, stand last in `SCENARIOS`. */
  rebuild(scenario: Scenario): Promise<Rebuilt>
}

/** Builds an approach for the first time, from a base nothing was ever built upon. */
export async function openWorkshop(
  lab: Lab,
  folder: string,
  approach: Approach,
  builder: Builder,
): Promise<Workshop> {
  const name = `${PREFIX}-${approach}-${builder}`
  const context = join(folder, name)
  const dockerfile = join(context, `Dockerfile.${approach}`)
  await cp(SERVICE, context, { recursive: true })
  await edit(dockerfile, text => withArgument(text.replace('debian:bookworm', name)))
  await importBase(lab, folder, name, 'first')
  return workshopAt({ lab, folder, name, builder, context, dockerfile }, [])
}

async function workshopAt(site: Site, words: readonly string[]): Promise<Workshop> {
  const { context, dockerfile } = site
  const before = await build(site, context, 'before', words)
  let count = 0
  return {
    before,
    inputs: { context, dockerfile },
    rebuild: scenario =>
      rebuild(site, { ...scenario, words: [...words, ...(scenario.words ?? [])] }, `after-${++count}`),
  }
}

/** A build of somebody's own: its files, the Dockerfile among them, where `FROM base` is a busybox. */
export interface SmallBuild {
  readonly name: string
  readonly builder: Builder
  readonly files: Readonly<Record<string, string>>
  /** Words for every `docker build`. */
  readonly words?: readonly string[]
}

/** Builds a few files for the first time. */
export async function openSmallWorkshop(lab: Lab, folder: string, small: SmallBuild): Promise<Workshop> {
  const { builder, files, words = [] } = small
  const name = `${PREFIX}-${small.name}-${builder}`
  const context = join(folder, name)
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(context, path)), { recursive: true })
    await writeFile(join(context, path), content.replaceAll(/\bFROM base\b/g, `FROM ${name}`))
  }
  await importBase(lab, folder, name, 'first')
  return workshopAt({ lab, folder, name, builder, context, dockerfile: join(context, 'Dockerfile') }, words)
}

/** Where scenarios may work; every image they leave is removed in the end. */
export async function scenarioFolder(lab: Lab): Promise<string> {
  const folder = await scratchFolder()
  afterAll(() => removeImages(lab))
  return folder
}

interface Site extends Pick<Inputs, 'context' | 'dockerfile'> {
  readonly lab: Lab
  readonly folder: string
  /** The tag that `FROM` names. */
  readonly name: string
  readonly builder: Builder
}

const PREFIX = `layerscope-cache-${process.pid}`

async function rebuild(site: Site, scenario: Scenario, which: string): Promise<Rebuilt> {
  const { lab, name } = site
  const context = `${site.context}-${which}`
  await cp(site.context, context, { recursive: true, preserveTimestamps: true })
  const first = (await docker(lab, 'image', 'inspect', '-f', '{{.Id}}', name)).trim()
  const inputs: Inputs = {
    context,
    dockerfile: join(context, basename(site.dockerfile)),
    nonce: `${PREFIX} ${which}`,
    replaceBase: () => importBase(lab, site.folder, name, 'newer'),
  }
  await scenario.change(inputs)
  const built = await build(site, context, which, scenario.words ?? [])
  await docker(lab, 'tag', first, name)
  return { ...built, inputs }
}

/** The course's have no build argument; one is declared where it belongs, just before the step that uses it. */
function withArgument(dockerfile: string): string {
  return dockerfile.replace('RUN go build', 'ARG VERSION=1\nRUN go build')
}

const SERVICE = resolve(import.meta.dirname, '../../fixtures/course/api-service')

async function importBase(lab: Lab, folder: string, tag: string, release: string): Promise<void> {
  const root = join(folder, `${tag}-${release}`)
  for (const directory of ['bin', 'etc/ssl/certs', 'root/.cache', 'var/lib/apt/lists'])
    await mkdir(join(root, directory), { recursive: true })
  await writeFile(join(root, 'etc/release'), `${tag} ${release}`)
  await writeFile(join(root, 'etc/ssl/certs/ca-certificates.crt'), tag)
  await writeFile(join(root, 'bin/apt-get'), APT_GET, { mode: 0o755 })
  await writeFile(join(root, 'bin/go'), GO, { mode: 0o755 })
  await shell(
    `cp -L "$(command -v busybox)" bin/busybox
     for name in sh rm cat mkdir; do ln -s busybox bin/$name; done
     tar -c . | /usr/bin/docker import --change 'ENV PATH=/bin' --change 'CMD ["sh"]' - ${tag}`,
    { env: lab.env, cwd: root },
  )
}

const APT_GET = `#!/bin/sh
case $1 in
  update) echo lists of $(cat /etc/release) > /var/lib/apt/lists/packages ;;
  install) mkdir -p /usr/lib; echo "$*" > /usr/lib/installed ;;
esac
`

/**
 * Like the real one, what it downloads follows from go.mod and go.sum, what it builds from everything. The release
 * makes it unique: BuildKit takes equal files copied from a stage from the cache of whoever copied them before.
 */
const GO = `#!/bin/sh
case $1 in
  mod) mkdir -p /root/go; cat go.mod go.sum > /root/go/modules ;;
  build) mkdir -p /root/.cache/go-build; cat *.go go.mod /etc/release > server; echo "$* $VERSION $CGO_ENABLED" >> server ;;
esac
`

async function build(
  { lab, name, builder, dockerfile }: Site,
  context: string,
  which: string,
  words: readonly string[],
): Promise<Built> {
  const tag = `${name}:${which}`
  const file = join(context, basename(dockerfile))
  const env = { ...lab.env, DOCKER_BUILDKIT: builder === 'buildkit' ? '1' : '0', BUILDKIT_PROGRESS: 'plain' }
  const args = ['build', '--network', 'none', ...words, '-t', tag, '-f', file, context]
  const { code, stdout, stderr } = await run('/usr/bin/docker', args, { env })
  if (code !== 0) throw new Error(`docker build ended with ${code}:\n${stdout}${stderr}`)
  if (builder === 'classic') return { tag, log: stdout, steps: classicSteps(stdout) }
  return { tag, log: stderr, steps: buildkitSteps(stderr) }
}

/** `Step 3/9 : RUN …`, then ` ---> Using cache` or not. */
function classicSteps(log: string): BuiltStep[] {
  const steps = log.split(/^Step \d+\/\d+ : /m).slice(1)
  return steps
    .slice(steps.findIndex(text => text.startsWith('FROM '))) // ARGs before it are no steps of an image
    .map(text => ({ instruction: text.split('\n')[0] ?? '', cached: text.includes('\n ---> Using cache\n') }))
    .filter(({ instruction }) => !instruction.startsWith('FROM '))
}

/** `#7 [builder 2/5] RUN …`, then `#7 CACHED` or `#7 DONE`, in any order; by stage and number they are a Dockerfile's. */
function buildkitSteps(log: string): BuiltStep[] {
  const steps = new Map<string, { stage: string; number: number; instruction: string; cached: boolean }>()
  for (const line of log.split('\n')) {
    const [, vertex = '', rest = ''] = /^#(\d+) (.*)$/.exec(line) ?? []
    const [, stage = '', number, instruction = ''] = /^\[(?:([\w-]+) )?(\d+)\/\d+\] (.*)$/.exec(rest) ?? []
    if (number !== undefined && !instruction.startsWith('FROM ') && !steps.has(vertex))
      steps.set(vertex, { stage, number: Number(number), instruction, cached: false })
    const step = steps.get(vertex)
    if (step !== undefined && rest === 'CACHED') step.cached = true
  }
  const stages = ['builder', 'stage-1', '']
  return [...steps.values()].sort(
    (left, right) => stages.indexOf(left.stage) - stages.indexOf(right.stage) || left.number - right.number,
  )
}

async function edit(path: string, change: (text: string) => string): Promise<void> {
  const before = await readFile(path, 'utf8')
  const after = change(before)
  if (after === before) throw new Error(`nothing to change in ${path}`)
  await writeFile(path, after)
}

async function removeImages(lab: Lab): Promise<void> {
  const tags = (await docker(lab, 'images', '--format', '{{.Repository}}:{{.Tag}}')).split('\n')
  const ours = tags.filter(tag => tag.startsWith(`${PREFIX}-`))
  if (ours.length > 0) await docker(lab, 'image', 'rm', '-f', ...ours)
}
