import { describe, expect, test } from 'vitest'
import { elfOf } from '../../../../fixtures/elf/elf-of.ts'
import { binary, takeFact } from '../take-facts.ts'

const goOf = (content: Uint8Array, cut = 1 << 20) => takeFact('elf', { content, cut })?.go

describe('a Go program tells', () => {
  test.each([
    ['server-static', 'api-service'],
    ['worker-static', 'worker-service'],
    ['server-dynamic', 'api-service'],
    ['worker-dynamic', 'worker-service'],
  ])('its modules: %s', (name, module) => {
    expect(goOf(binary(name))).toMatchObject({
      version: 'go1.22.1',
      path: `example.org/course/${module}`,
      mainModule: { path: `example.org/course/${module}`, version: '(devel)', replacedBy: null },
      dependencies: [
        { path: 'example.org/course/requestlog', version: 'v1.2.0', replacedBy: null },
        {
          path: 'example.org/course/retry',
          version: 'v0.3.1',
          replacedBy: { path: './retry', version: '(devel)' },
        },
      ],
    })
  })

  test('its settings, in order and unquoted', () => {
    expect(goOf(binary('server-static'))?.settings).toEqual([
      ['-compiler', 'gc'],
      ['-ldflags', '-s -w'],
      ['CGO_ENABLED', '0'],
      ['GOARCH', 'amd64'],
      ['GOOS', 'linux'],
    ])
  })

  test('the packages it links, although it is stripped; a vendored name or a longer one is not taken for them', () => {
    expect(goOf(binary('server-static'))?.linked).toEqual({
      packages: ['crypto/x509', 'net/http'],
      loadsTimeZones: true,
      usesTemporaryFiles: false,
    })
  })

  test.each([
    ['os.CreateTemp', true],
    ['os.MkdirTemp', true],
    ['os.CreateTemporary', false],
    ['example.org/os.CreateTemp', false],
  ])('%s says whether it makes temporary files: %s', (name, usesTemporaryFiles) => {
    expect(goOf(elfOf({ data: functionNames('main.main', name) }))?.linked).toMatchObject({
      usesTemporaryFiles,
    })
  })

  test.each([1, 7, 16, 33])('the same however it is cut (%i bytes)', cut => {
    for (const name of ['server-static', 'server-dynamic']) {
      expect(goOf(binary(name), cut)).toEqual(goOf(binary(name)))
    }
  })
})

describe('less than everything', () => {
  const nothing = {
    version: null,
    path: null,
    mainModule: null,
    dependencies: [],
    settings: [],
    linked: null,
  }
  const block = (...bytes: number[]) =>
    Uint8Array.from([...Buffer.from('\xff Go buildinf:', 'latin1'), 8, ...bytes, ...new Array(64).fill(0)])

  test('before Go 1.18 the block only points at strings: a Go program of unknown version', () => {
    expect(goOf(elfOf({ data: block(0) }))).toEqual(nothing)
  })

  test('the words of the magic in a read-only segment are somebody speaking about it', () => {
    expect(goOf(elfOf({ interpreter: '\xff Go buildinf:' }))).toBeNull()
  })

  test('a version longer than the file is incomplete', () => {
    const content = elfOf({ data: block(2, ...new Array(16).fill(0), 0xff, 0xff, 0x7f) })
    expect(takeFact('elf', { content })).toMatchObject({ go: nothing, complete: false })
  })

  test('C programs and libraries are not Go', () => {
    expect(goOf(binary('libgreet.so.1'))).toBeNull()
    expect(goOf(binary('greeter-rpath'))).toBeNull()
  })
})

/** The table of function names as Go 1.20 writes it, names right behind the header. */
function functionNames(...names: readonly string[]): Uint8Array {
  const text = Buffer.from(names.map(name => `${name}\0`).join(''), 'latin1')
  const header = new DataView(new ArrayBuffer(72))
  header.setUint32(0, 0xfffffff1, true)
  header.setUint8(6, 1)
  header.setUint8(7, 8)
  header.setUint32(8 + 3 * 8, 72, true)
  header.setUint32(8 + 4 * 8, 72 + text.length, true)
  return Buffer.concat([Buffer.from(header.buffer), text])
}
