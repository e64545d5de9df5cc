import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { dockerSave } from '../../fixtures/archive/docker-save.ts'
import { archiveOf, buildImage, type ImageRecipe } from '../../fixtures/archive/image-recipe.ts'

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
