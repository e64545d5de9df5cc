import { execFileSync } from 'node:child_process'
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dockerSave } from '../../fixtures/archive/docker-save.ts'
import { archiveOf, buildImage, json, type Member } from '../../fixtures/archive/image-recipe.ts'
import { blobOf, configBlob, layoutOf, manifestBlob } from '../../fixtures/archive/oci-layout.ts'
import { skopeoDirectory } from '../../fixtures/archive/other-writers.ts'
import { archiveSource } from '../../src/source/archive.ts'
import { directorySource } from '../../src/source/directory.ts'
import { standardInputSource } from '../../src/source/standard-input.ts'
import { chunksOf, layerBlobs, OPTIONS, readSource, refusalOf } from './parts.ts'

const image = buildImage({ layers: [[{ name: 'a', content: 'a' }]] })
const ROOT = ['bin/sh', 'etc/passwd', 'usr/lib/x', 'var/log/y', 'srv/package.json'].map(name => ({
  name,
  content: '{}',
}))

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'refusals-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

function openFile(path: string) {
  return archiveSource(path, { reference: 'thing', tag: null }).parts(OPTIONS)
}

function openFolder(path: string) {
  return directorySource(path, 'directory', { reference: 'thing', tag: null }).parts(OPTIONS)
}

/** The members as files. */
async function unpack(name: string, members: readonly Member[]): Promise<string> {
  const path = join(folder, name)
  await mkdir(path, { recursive: true })
  for (const member of members) {
    await mkdir(join(path, member.name, '..'), { recursive: true })
    await writeFile(join(path, member.name), member.content ?? '')
  }
  return path
}

describe('a file that is no image is refused in one sentence that says what it is', () => {
  const VALID =
    'Valid is an archive written by docker save (not docker export), podman save, Skopeo or BuildKit, plain or compressed with gzip or zstd.'

  test.each<[string, Uint8Array | string, string]>([
    ['an empty file', '', 'an empty file'],
    ['text', 'hello\n', 'text'],
    ['a script', '#!/bin/sh\n', 'a script'],
    ['JSON', '{"a": 1}', 'a JSON document'],
    ['an ELF binary', '\x7fELF\x02\x01', 'an ELF binary'],
    ['a zip archive', 'PK\x03\x04', 'a zip archive'],
    ['zeros', new Uint8Array(2048), 'a file of zeros'],
    ['a root filesystem', archiveOf(ROOT), 'a tar archive of a root filesystem (bin, etc, usr, var, …)'],
    [
      'some other tar',
      archiveOf([{ name: 'notes.txt', content: 'x' }]),
      'a tar archive without a manifest.json or index.json (notes.txt)',
    ],
  ])('%s', async (_, bytes, found) => {
    const path = join(folder, 'thing')
    await writeFile(path, bytes)
    expect((await refusalOf(openFile(path))).message).toBe(
      `"thing" is not an image: found ${found}. ${VALID}`,
    )
    const input = chunksOf(typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes, 100)
    const refusal = await refusalOf(standardInputSource(input).parts(OPTIONS))
    expect(refusal.message).toBe(`"standard input" is not an image: found ${found}. ${VALID}`)
  })

  test('gzipped text', async () => {
    const path = join(folder, 'thing.gz')
    await writeFile(path, gzipSync('hello'))
    expect((await refusalOf(openFile(path))).message).toContain('found text, compressed with gzip.')
  })

  test('an archive somebody compressed with xz', async () => {
    const path = join(folder, 'thing.xz')
    await writeFile(path, Uint8Array.of(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0, 0, 0))
    expect((await refusalOf(openFile(path))).message).toContain('xz compression')
  })
})

describe('paths', () => {
  test('one that is not there: the near names', async () => {
    await writeFile(join(folder, 'image.tar'), '')
    const { message } = await refusalOf(openFile(join(folder, 'imgae.tar')))
    expect(message).toBe(
      `There is no file or directory "${folder}/imgae.tar". Did you mean ${folder}/image.tar? Check the path.`,
    )
  })

  test.skipIf(process.getuid?.() === 0)('one without permission', async () => {
    const path = join(folder, 'secret.tar')
    await writeFile(path, '')
    await chmod(path, 0)
    expect((await refusalOf(openFile(path))).fault.kind).toBe('noPermission')
  })

  test('a device', async () => {
    expect((await refusalOf(openFile('/dev/null'))).message).toContain('found a device or socket')
  })

  test('a directory where a file should be, and the other way round', async () => {
    expect((await refusalOf(openFile(folder))).message).toContain('found a directory')
    await writeFile(join(folder, 'file'), '')
    expect((await refusalOf(openFolder(join(folder, 'file')))).message).toContain('found a file')
  })

  test('links in a circle', async () => {
    await symlink('circle', join(folder, 'circle'))
    expect((await refusalOf(openFile(join(folder, 'circle')))).message).toContain(
      'its symbolic links lead in a circle',
    )
  })

  test('a named pipe is read as a stream', async () => {
    const path = join(folder, 'pipe')
    execFileSync('mkfifo', [path])
    const [source] = await Promise.all([
      readSource(openFile(path)),
      writeFile(path, archiveOf(dockerSave([image]))),
    ])
    expect(source.documents.layers).toHaveLength(1)
  })

  test('standard input with several images says how to name one, since nothing can follow "-"', async () => {
    const other = buildImage({ layers: [], tags: ['other:1'] })
    const input = chunksOf(archiveOf(dockerSave([image, other])), 1000)
    expect((await refusalOf(standardInputSource(input).parts(OPTIONS))).message).toBe(
      '"standard input" holds several images: demo:latest, other:1. Name one of them in place of "-": /dev/stdin:TAG.',
    )
  })

  test('standard input that is a terminal', async () => {
    const input = Object.assign(chunksOf(new Uint8Array(), 1), { isTTY: true })
    expect((await refusalOf(standardInputSource(input).parts(OPTIONS))).message).toContain(
      'docker save IMAGE |',
    )
  })
})

describe('directories', () => {
  test('one without documents says what is in it', async () => {
    const path = await unpack('rootfs', ROOT)
    expect((await refusalOf(openFolder(path))).message).toContain(
      'found a directory of a root filesystem (bin, etc, usr, var, …)',
    )
    expect((await refusalOf(openFolder(await unpack('empty', [])))).message).toContain(
      'found a directory that is empty',
    )
  })

  test('an unpacked docker save and a dir: are images', async () => {
    for (const members of [dockerSave([image]), skopeoDirectory(image)]) {
      const path = await unpack(`ok-${members.length}`, members)
      expect(layerBlobs(await readSource(openFolder(path)))).toEqual([`sha256:${image.layers[0]?.diffId}`])
    }
  })

  test('an encrypted layer is not read at all', async () => {
    const secret = blobOf(new Uint8Array(900).fill(7), 'application/vnd.oci.image.layer.v1.tar+encrypted')
    const manifest = manifestBlob(image, [secret])
    const members = layoutOf([secret, configBlob(image), manifest], [manifest.descriptor])
    const { order } = await readSource(openFolder(await unpack('secret', members)))
    expect(order).toEqual([`brokenBlob ${secret.member.name}`, 'documents'])
  })

  test('no document makes us read outside the directory', async () => {
    await writeFile(join(folder, 'outside.tar'), 'secret')
    const manifest = [{ Config: 'config.json', RepoTags: [], Layers: ['../outside.tar'] }]
    const path = await unpack('trap', [
      { name: 'manifest.json', content: json(manifest) },
      { name: 'config.json', content: image.config },
    ])
    expect(layerBlobs(await readSource(openFolder(path)))).toEqual(['missing'])
  })

  test('a blob that is a pipe or a directory does not hold us up', async () => {
    const path = await unpack('odd', skopeoDirectory(image))
    const blob = join(path, image.layers[0]?.diffId ?? '')
    await rm(blob)
    execFileSync('mkfifo', [blob])
    expect(layerBlobs(await readSource(openFolder(path)))).toEqual(['missing'])
  })
})
