import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { dockerSave } from '../../fixtures/archive/docker-save.ts'
import { archiveOf, buildImage, type ImageRecipe } from '../../fixtures/archive/image-recipe.ts'

/** `project`, what a build would send: some of it left out, much of it needless. */
export async function writeProject(folder: string): Promise<void> {
  const files: Readonly<Record<string, number>> = {
    'main.go': 2_000,
    'go.mod': 80,
    '.git/objects/pack': 900_000,
    'web/package.json': 300,
    'web/node_modules/left-pad/index.js': 400_000,
    'api.tar': 250_000,
    '.env': 40,
    'docs/guide.md': 5_000,
  }
  for (const [name, bytes] of Object.entries(files)) {
    const path = join(folder, 'project', name)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, 'x'.repeat(bytes))
  }
  await writeFile(join(folder, 'project/.dockerignore'), '# notes\ndocs\n')
  await writeFile(join(folder, 'project/Dockerfile'), 'FROM golang\nCOPY . .\nRUN go build\n')
}

/** What builds printed: the naive and the optimised Dockerfile after one line of main.go changed, and no build at all. */
export async function writeLogs(folder: string): Promise<void> {
  await Promise.all([
    writeFile(join(folder, 'naive.log'), plainLog(NAIVE_STEPS)),
    writeFile(join(folder, 'optimised.log'), plainLog(OPTIMISED_STEPS)),
    writeFile(join(folder, 'classic.log'), CLASSIC_LOG),
    writeFile(join(folder, 'make.log'), 'cc -o server main.c\n'),
    writeFile(join(folder, 'Dockerfile.optimised'), OPTIMISED_DOCKERFILE),
  ])
}

const NAIVE_STEPS = [
  '[2/6] RUN apt-get update && apt-get install -y golang CACHED',
  '[3/6] WORKDIR /app CACHED',
  '[4/6] COPY . . DONE 0.2s',
  '[5/6] RUN go mod download DONE 14.8s',
  '[6/6] RUN go build -o server . DONE 21.3s',
]

const OPTIMISED_STEPS = [
  '[2/7] RUN apt-get update && apt-get install -y golang CACHED',
  '[3/7] WORKDIR /app CACHED',
  '[4/7] COPY go.mod go.sum ./ CACHED',
  '[5/7] RUN go mod download CACHED',
  '[6/7] COPY . . DONE 0.2s',
  '[7/7] RUN go build -o server . DONE 20.9s',
]

const OPTIMISED_DOCKERFILE = `FROM debian:bookworm
RUN apt-get update \\
 && apt-get install -y golang
WORKDIR /app
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN go build -o server .
`

const CLASSIC_LOG = `Step 1/4 : FROM debian:bookworm
 ---> bdec23305105
Step 2/4 : ENV CGO_ENABLED=0
 ---> Using cache
 ---> 8519b1de6fb1
Step 3/4 : COPY . .
 ---> b5d13215ae32
Step 4/4 : RUN go build
 ---> Running in 559888a1f759
 ---> e38343224f47
Successfully built e38343224f47
`

/** `#7 [4/6] COPY . .`, then `#7 DONE 0.2s`. */
function plainLog(steps: readonly string[]): string {
  const lines = steps.flatMap((step, at) => {
    const [, named = '', result = ''] = /^(.*?) (CACHED|DONE .*)$/.exec(step) ?? []
    return [`#${at + 5} ${named}`, `#${at + 5} ${result}`]
  })
  return ['#1 [internal] load build definition from Dockerfile', '#1 DONE 0.1s', ...lines, ''].join('\n')
}

/** Two builds of one Dockerfile by BuildKit, `built.tar` and `rebuilt.tar`: in between, one line of main.go changed. */
export async function writeBuilds(folder: string): Promise<void> {
  await Promise.all([
    writeFile(join(folder, 'built.tar'), archive({ at: MORNING, main: 'package main // one', seconds: 100 })),
    writeFile(join(folder, 'rebuilt.tar'), archive({ at: NOON, main: 'package main // two', seconds: 900 })),
  ])
}

const MORNING = '2024-05-01T09:00:00Z'
const NOON = '2024-05-01T12:00:00Z'

interface Build {
  /** When what did not come from the cache was built. */
  readonly at: string
  readonly main: string
  /** The time of the files that were then made. */
  readonly seconds: number
}

function archive({ at, main, seconds }: Build): Uint8Array {
  const recipe: ImageRecipe = {
    tags: ['api:latest'],
    created: at,
    history: [
      { created: MORNING, comment: 'Imported from -' },
      made(MORNING, 'RUN /bin/sh -c apt-get update && apt-get install -y golang # buildkit'),
      { ...made(at, 'ENV CGO_ENABLED=0'), empty_layer: true },
      made(MORNING, 'WORKDIR /app'),
      made(at, 'COPY . . # buildkit'),
      made(at, 'RUN /bin/sh -c go mod download # buildkit'),
      made(at, 'RUN |1 VERSION=1 /bin/sh -c go build -o server . # buildkit'),
      { ...made(at, 'CMD ["./server"]'), empty_layer: true },
    ],
    layers: [
      [{ name: 'bin/sh', content: 'shell', mode: 0o755 }],
      [{ name: 'usr/bin/go', content: 'g'.repeat(900_000), mode: 0o755 }],
      [{ name: 'app/', type: 'directory' }],
      [
        { name: 'app/main.go', content: main, mtime: seconds },
        { name: 'app/go.mod', content: 'module api' },
        { name: 'app/go.sum', content: '' },
      ],
      [{ name: 'root/go/pkg/mod/retry.go', content: 'r'.repeat(40_000), mtime: seconds }],
      [{ name: 'app/server', content: `${main}${'s'.repeat(200_000)}`, mode: 0o755, mtime: seconds }],
    ],
  }
  return archiveOf(dockerSave([buildImage(recipe)]))
}

function made(created: string, created_by: string) {
  return { created, created_by, comment: 'buildkit.dockerfile.v0' }
}
