import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { RECORDED, type RecordedName, writeRecorded } from '../../fixtures/archive/recorded.ts'
import { archiveSource } from '../../src/source/archive.ts'
import { directorySource } from '../../src/source/directory.ts'
import type { ReadOptions, Source } from '../../src/source/source.ts'
import { standardInputSource } from '../../src/source/standard-input.ts'
import { layerBlobs, OPTIONS, type ReadSource, readSource, refusalOf } from './parts.ts'

let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'recorded-'))
  for (const name of RECORDED) await writeRecorded(folder, name)
}, 60_000)

afterAll(() => rm(folder, { recursive: true, force: true }))

function open(name: RecordedName, tag: string | null = null): Source {
  const path = join(folder, name)
  const asked = { reference: name, tag }
  return name.endsWith('.tar') ? archiveSource(path, asked) : directorySource(path, 'directory', asked)
}

function read(
  name: RecordedName,
  options: Partial<ReadOptions> = {},
  tag: string | null = null,
): Promise<ReadSource> {
  return readSource(open(name, tag).parts({ ...OPTIONS, ...options }))
}

const CLASSIC = [
  'docker20-legacy.tar',
  'docker26-oci.tar',
  'podman-docker-archive.tar',
  'podman-oci-archive.tar',
  'skopeo-dir',
  'skopeo-oci-gzip.tar',
  'skopeo-oci-zstd-dir',
] as const
const BUILDKIT = ['buildkit-gzip-attest.tar', 'buildkit-zstd.tar', 'docker26-containerd-store.tar'] as const

describe('one image in thirteen packagings', () => {
  test.each(CLASSIC)('%s has the diffIds of the classic family', async name => {
    const expected = await read('docker20-two-images.tar', {}, 'naive')
    const { documents } = await read(name)
    expect(documents.layers.map(({ diffId }) => diffId)).toEqual(
      expected.documents.layers.map(({ diffId }) => diffId),
    )
    expect(documents.steps).toEqual(expected.documents.steps)
    expect(documents.platform).toEqual({ os: 'linux', architecture: 'amd64', variant: null })
    expect(documents.findings).toEqual([])
  })

  test.each(BUILDKIT)('%s has the diffIds of the BuildKit family', async name => {
    const expected = await read('buildkit-gzip-attest.tar')
    const { documents } = await read(name)
    expect(documents.layers.map(({ diffId }) => diffId)).toEqual(
      expected.documents.layers.map(({ diffId }) => diffId),
    )
    expect(documents.id).toBe(expected.documents.id)
    expect(documents.findings).toEqual([])
  })

  test.each(RECORDED.filter(name => name !== 'skopeo-oci-zstd-dir'))(
    '%s: every layer is what its digest and diffId say',
    async name => {
      const source = await read(name, {}, name === 'docker20-two-images.tar' ? 'mini:scratch' : null)
      const digests = layerBlobs(source)
      for (const { index, digest, diffId } of source.documents.layers)
        expect(digests[index]).toBe(digest ?? diffId)
    },
  )

  test.each(RECORDED.filter(name => name.endsWith('.tar') && name !== 'docker20-two-images.tar'))(
    '%s is the same as a stream',
    async name => {
      const input = createReadStream(join(folder, name))
      const streamed = await readSource(standardInputSource(input).parts(OPTIONS))
      const file = await read(name)
      expect(streamed.documents).toEqual(file.documents)
      expect(layerBlobs(streamed)).toEqual(layerBlobs(file))
    },
  )

  test.each([
    ['docker20-legacy.tar', 'mini:naive'],
    ['docker26-oci.tar', 'mini:naive'],
    ['docker26-containerd-store.tar', 'mini:naive'],
    ['podman-docker-archive.tar', 'localhost/mini:naive'],
    ['podman-oci-archive.tar', 'localhost/mini:naive'],
    ['skopeo-oci-zstd-dir', 'naive'],
    ['buildkit-multiplatform-scratch.tar', 'mini:scratch'],
  ] as const)('%s is called %s', async (name, tag) => {
    expect((await read(name)).documents.tags).toEqual([tag])
  })

  test('instructions read alike whichever builder recorded them', async () => {
    const instructions = async (name: RecordedName) =>
      (await read(name)).documents.steps.map(step => step.instruction)
    expect(await instructions('docker20-legacy.tar')).toEqual([
      'COPY file:73e2b2d48642… in /bin/busybox',
      'SHELL [/bin/busybox sh -c]',
      'RUN /bin/busybox mkdir -p /tmp /etc /var/cache/apt /usr/bin && /bin/busybox ln -s /bin/busybox /bin/sh && /bin/busybox ln /bin/busybox /usr/bin/env && /bin/busybox chmod 1777 /tmp',
      'ENV PORT=8080',
      'WORKDIR /app',
      'COPY multi:1c3a878a3cbc… in ./',
      'RUN /bin/busybox dd if=/dev/zero of=/var/cache/apt/pkgcache.bin bs=1k count=300 && echo keep > /etc/keep.conf',
      'RUN /bin/busybox rm -rf /var/cache/apt && /bin/busybox chmod 0700 /app/server',
      'LABEL org.opencontainers.image.source=example',
      'USER 1000',
      'EXPOSE 8080',
      'CMD ["/app/server"]',
    ])
    expect(await instructions('buildkit-gzip-attest.tar')).toEqual([
      'COPY busybox /bin/busybox',
      'SHELL [/bin/busybox sh -c]',
      'RUN /bin/busybox mkdir -p /tmp /etc /var/cache/apt /usr/bin && /bin/busybox ln -s /bin/busybox /bin/sh && /bin/busybox ln /bin/busybox /usr/bin/env && /bin/busybox chmod 1777 /tmp',
      'ENV PORT=8080',
      'WORKDIR /app',
      'COPY server main.c ./',
      'RUN /bin/busybox dd if=/dev/zero of=/var/cache/apt/pkgcache.bin bs=1k count=300 && echo keep > /etc/keep.conf',
      'RUN /bin/busybox rm -rf /var/cache/apt && /bin/busybox chmod 0700 /app/server',
      'LABEL org.opencontainers.image.source=example',
      'USER 1000',
      'EXPOSE 8080/tcp',
      'CMD ["/app/server"]',
    ])
  })
})

describe('choosing among recorded images', () => {
  test('two images in one file: the tags are listed', async () => {
    const { fault } = await refusalOf(open('docker20-two-images.tar').parts(OPTIONS))
    expect(fault).toEqual({
      kind: 'ambiguousImage',
      reference: 'docker20-two-images.tar',
      choices: ['mini:naive', 'mini:scratch'],
    })
  })

  test.each(['mini:scratch', 'scratch', 'docker.io/library/mini:scratch', 'sha256:84955e354cde'])(
    'PATH:%s chooses one of them',
    async tag => {
      const { documents } = await read('docker20-two-images.tar', {}, tag)
      expect(documents.tags).toEqual(['mini:scratch'])
      expect(documents.layers).toHaveLength(1)
    },
  )

  test.each([
    ['x64', 'amd64'],
    ['arm64', 'arm64'],
  ])('a machine that Node calls %s gets the image for %s', async (hostArchitecture, architecture) => {
    const { documents } = await read('buildkit-multiplatform-scratch.tar', { hostArchitecture })
    expect(documents.platform.architecture).toBe(architecture)
  })

  test('--platform chooses another, and one that is not there is refused with what is', async () => {
    const platform = { os: 'linux', architecture: 'arm64', variant: 'v8' }
    const { documents } = await read('buildkit-multiplatform-scratch.tar', { platform })
    expect(documents.platform.architecture).toBe('arm64')
    const wanted = { os: 'windows', architecture: 'amd64', variant: null }
    const refusal = await refusalOf(
      open('buildkit-multiplatform-scratch.tar').parts({ ...OPTIONS, platform: wanted }),
    )
    expect(refusal.message).toBe(
      '"buildkit-multiplatform-scratch.tar" has no image for windows/amd64. Present: linux/amd64, linux/arm64. Choose one with --platform.',
    )
  })

  test('a machine of a third kind has to say which', async () => {
    const refusal = await refusalOf(
      open('buildkit-multiplatform-scratch.tar').parts({ ...OPTIONS, hostArchitecture: 'riscv64' }),
    )
    expect(refusal.fault.kind).toBe('ambiguousPlatform')
  })
})

test('layers that are left out do not hide the others', async () => {
  const source = await read('skopeo-oci-zstd-dir')
  expect(layerBlobs(source)).toEqual([
    'missing',
    'missing',
    source.documents.layers[2]?.digest,
    'missing',
    source.documents.layers[4]?.digest,
    'missing',
  ])
})
