import { analyse } from '../../src/analysis/analyse.ts'
import { DEFAULT_LIMITS } from '../../src/image/limits.ts'
import { dpkgStatus, readImage } from '../analysis/contents/read-image.ts'
import { elf, file } from '../analysis/start-image.ts'
import { imageOf, type TestImage } from './images.ts'

/** An image with packages: its layers were read with their facts. */
export async function packedImage(): Promise<TestImage> {
  const names = Array.from({ length: 30 }, (_, at) => `lib${String.fromCharCode(97 + (at % 26))}${at}`)
  const { layers } = await readImage([
    [
      file(
        'var/lib/dpkg/status',
        dpkgStatus('curl 7.88.1-10 amd64', ...names.map(name => `${name} 1.0 amd64`)),
      ),
      file('var/lib/dpkg/info/curl.list', '/usr/bin/curl\n'),
      file('usr/bin/curl', 'x'.repeat(250_000)),
      ...names.flatMap((name, at) => [
        file(`var/lib/dpkg/info/${name}.list`, `/usr/lib/${name}.so\n`),
        file(`usr/lib/${name}.so`, 'x'.repeat(1000 * (at + 1))),
      ]),
    ],
    [file('usr/local/go/bin/go', 'x'.repeat(900_000)), file('var/lib/apt/lists/main', 'x'.repeat(400_000))],
    [elf('app/server'), file('app/main.go', 'package main\n')],
  ])
  const trees = layers.flatMap(layer => (layer.kind === 'read' ? [layer] : []))
  const instructions = ['ADD rootfs.tar /', 'RUN install-go', 'COPY . /app']
  const image = imageOf(trees.map(({ tree }, at) => [instructions[at] ?? '', tree] as const))
  const read = image.layers.map((layer, at) =>
    layer.kind === 'read' ? { ...layer, facts: trees[at]?.facts ?? layer.facts } : layer,
  )
  const analysis = analyse(image.documents, read, { base: null, limits: DEFAULT_LIMITS })
  return { documents: image.documents, layers: read, analysis }
}
