import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dockerSave } from '../../fixtures/archive/docker-save.ts'
import { dockerSaveOci } from '../../fixtures/archive/docker-save-oci.ts'
import { dockerV1 } from '../../fixtures/archive/docker-v1.ts'
import { archiveOf, buildImage } from '../../fixtures/archive/image-recipe.ts'
import { ociLayout } from '../../fixtures/archive/oci-layout.ts'
import { rulesDocker } from '../../fixtures/archive/other-writers.ts'
import { LayerscopeError } from '../../src/errors.ts'
import { DEFAULT_LIMITS } from '../../src/image/limits.ts'
import { archiveSource } from '../../src/source/archive.ts'
import { archiveParts } from '../../src/source/archive-stream.ts'
import { layerBlobs, OPTIONS, readSource, streamed } from './parts.ts'

const image = buildImage({
  layers: [[{ name: 'a', content: 'a' }], [{ name: 'b', content: 'b'.repeat(600) }]],
})
const ARCHIVES = [
  ['docker save ≤ 24', archiveOf(dockerSave([image]))],
  ['docker save ≥ 25', archiveOf(dockerSaveOci([image]))],
  ['an attested OCI archive', archiveOf(ociLayout([image], { attested: true }))],
  ['Docker ≤ 1.9', archiveOf(dockerV1(image, ['x', 'y']))],
] as const

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'damage-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Reads both ways. Whatever the bytes are: an image, or a fault with a sentence. Anything else is a bug and throws. */
async function readDamaged(bytes: Uint8Array): Promise<string[]> {
  const path = join(folder, 'image.tar')
  await writeFile(path, bytes)
  const asked = { reference: 'image.tar', tag: null }
  return Promise.all([
    outcome(readSource(archiveSource(path, asked).parts(OPTIONS))),
    outcome(readSource(streamed(bytes))),
  ])
}

async function outcome(reading: Promise<unknown>): Promise<string> {
  try {
    await reading
    return 'read'
  } catch (error) {
    if (!(error instanceof LayerscopeError)) throw error
    expect(error.message).toMatch(/\S.*[.]$/s)
    return error.fault.kind
  }
}

describe.each(ARCHIVES)('%s', (_, whole) => {
  test('cut off anywhere, it is read or refused', async () => {
    for (
      let length = 0;
      length < whole.length;
      length += length % 512 === 511 || length % 512 === 0 ? 1 : 255
    )
      await readDamaged(whole.subarray(0, length))
  }, 60_000)

  test('with a byte of its structure changed, wherever it stands, it is read or refused', async () => {
    for (const at of structuralBytes(whole)) {
      const bytes = Uint8Array.from(whole)
      bytes[at] = (bytes[at] ?? 0) ^ 0x15
      await readDamaged(bytes)
    }
  }, 60_000)

  test('with bytes changed, dropped and inserted at random, it is read or refused', async () => {
    const edit = fc.record({ at: fc.nat(whole.length - 1), byte: fc.nat(255), drop: fc.nat(600) })
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 4 }), async edits => {
        let bytes: Uint8Array = Uint8Array.from(whole)
        for (const { at, byte, drop } of edits) {
          bytes = Buffer.concat([bytes.subarray(0, at), Uint8Array.of(byte), bytes.subarray(at + drop)])
        }
        await readDamaged(bytes)
      }),
      { numRuns: 60 },
    )
  }, 60_000)

  test.each([
    ['gzip', gzipSync],
    ['zstd', zstdCompressSync],
  ] as const)('compressed with %s and cut off, it is refused', async (_, pack) => {
    const packed = pack(whole)
    for (const length of [1, 10, packed.length >> 1, packed.length - 1])
      expect((await readDamaged(packed.subarray(0, length)))[1]).not.toBe('read')
  })
})

/** A spread over headers and documents; an odd step, so that every field of a header has its turn. */
function structuralBytes(whole: Uint8Array): number[] {
  return Array.from({ length: Math.ceil(whole.length / STEP) }, (_, index) => index * STEP).filter(
    at => at % 512 < 264 && whole.subarray(at, at + STEP).some(byte => byte !== 0),
  )
}

const STEP = 13

describe('partial open', () => {
  test('documents in front of a cut: layers before it are read, the cut one says so', async () => {
    const whole = archiveOf(rulesDocker(image))
    const path = join(folder, 'cut.tar')
    await writeFile(path, whole.subarray(0, whole.length - 1024 - 2048))
    const source = await readSource(archiveSource(path, { reference: 'cut.tar', tag: null }).parts(OPTIONS))
    expect(layerBlobs(source)).toEqual([`sha256:${image.layers[0]?.diffId}`, 'truncated'])
  })

  test('a layer that stood behind the cut says that the archive ends early', async () => {
    const path = join(folder, 'shorter.tar')
    const whole = archiveOf(rulesDocker(image))
    await writeFile(path, whole.subarray(0, whole.length - 1024 - 2560 - 200))
    const source = await readSource(archiveSource(path, { reference: 'cut.tar', tag: null }).parts(OPTIONS))
    expect(layerBlobs(source)[1]).toBe('truncated')
  })

  test('the v1 documents of a newer archive do not stand in for a manifest that was cut off', async () => {
    const members = [...dockerV1(image, ['x', 'y']), ...dockerSave([image])]
    const whole = archiveOf(members.filter(({ name }) => name !== 'repositories'))
    expect(await readDamaged(whole.subarray(0, whole.length - 4096))).toEqual(['truncated', 'truncated'])
  })

  test('documents behind the cut: the archive ends early', async () => {
    const whole = archiveOf(dockerSaveOci([image]))
    expect(await readDamaged(whole.subarray(0, 3000))).toEqual(['truncated', 'truncated'])
  })
})

describe('limits', () => {
  test('a document larger than allowed is refused, not held', async () => {
    const limits = { ...DEFAULT_LIMITS, document: 300 }
    const { fault } = await readSource(streamed(archiveOf(dockerSave([image])), null, { limits })).catch(
      error => error,
    )
    expect(fault).toMatchObject({ kind: 'limitExceeded', limit: 'document', allowed: 300 })
  })

  test('no more JSON is held than a few documents', async () => {
    const filler = Array.from({ length: 50 }, (_, index) => ({
      name: `${index}.json`,
      content: `{"x":"${'y'.repeat(180)}"}`,
    }))
    const limits = { ...DEFAULT_LIMITS, document: 1000 }
    const { fault } = await readSource(streamed(archiveOf(filler), null, { limits })).catch(error => error)
    expect(fault).toMatchObject({ kind: 'limitExceeded', limit: 'document' })
  })

  test('links in a circle lead nowhere', async () => {
    const members = dockerSave([image]).map(member =>
      member.name.endsWith('layer.tar')
        ? { name: member.name, type: 'symlink' as const, linkName: 'layer.tar' }
        : member,
    )
    expect(await readDamaged(archiveOf(members))).toEqual(['read', 'read'])
  })

  test('an interruption ends a stream that has not begun', async () => {
    const abort = new AbortController()
    const silent = (async function* (): AsyncGenerator<Uint8Array> {
      await new Promise(() => undefined)
    })()
    const asked = { reference: 'standard input', tag: null }
    const reading = readSource(archiveParts(silent, asked, { ...OPTIONS, signal: abort.signal }))
    abort.abort()
    expect((await reading.catch(error => error)).fault).toEqual({ kind: 'interrupted' })
  })

  test('an interruption ends a stream at once', async () => {
    const abort = new AbortController()
    abort.abort()
    const { fault } = await readSource(
      streamed(archiveOf(dockerSave([image])), null, { signal: abort.signal }),
    ).catch(error => error)
    expect(fault).toEqual({ kind: 'interrupted' })
  })
})
