import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dockerSave } from '../../fixtures/archive/docker-save.ts'
import { archiveOf, buildImage } from '../../fixtures/archive/image-recipe.ts'
import { ociLayout } from '../../fixtures/archive/oci-layout.ts'
import { tryCommand } from './try-command.ts'

let folder = ''
const path = (name: string): string => join(folder, name)

/** Everything a name or a content could try on a terminal. */
const EVIL = '\u001b]0;title\u0007\u001b[2J\u009b31m\u202edrow'

const IMAGE = buildImage({
  layers: [
    [
      { name: 'etc/evil', content: `key ${EVIL}\n\tindented\r\nlast` },
      { name: `etc/${EVIL}`, content: 'key here\n' },
      { name: 'bin/tool', content: new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0, 0, 0x6b, 0x65, 0x79]) },
      { name: 'etc/long', content: `key${'x'.repeat(3_000_000)}\nkey after\n` },
      { name: 'etc/latin1', content: Buffer.from('key caf\xe9\n', 'latin1') },
    ],
  ],
})

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layerscope-test-'))
  await writeFile(path('image.tar'), archiveOf(dockerSave([IMAGE])))
  await writeFile(path('gzip.tar'), archiveOf(ociLayout([IMAGE], { packing: 'gzip' })))
})

afterAll(() => rm(folder, { recursive: true }))

function harmless(text: string): void {
  const colours = text.replaceAll(/\x1b\[\d+m/g, '')
  expect(colours).not.toMatch(/[\0-\x08\x0b-\x1f\x7f-\x9f\u202e]/)
}

describe('on a terminal', () => {
  test('cat shows text with its control characters made visible', async () => {
    const { code, stdout } = await tryCommand(['cat', path('image.tar'), '/etc/evil'], { stdout: 80 })
    harmless(stdout)
    expect({ code, lines: stdout.split('\n') }).toEqual({
      code: 0,
      lines: [String.raw`key \x1b]0;title\x07\x1b[2J\u{9b}31m\u{202e}drow`, '    indented', 'last', ''],
    })
  })

  test('cat refuses what is binary, says what to do, and obeys --force', async () => {
    const refused = await tryCommand(['cat', path('image.tar'), '/bin/tool'], { stdout: 80 })
    expect(refused).toMatchObject({ code: 2, stdout: '' })
    expect(refused.stderr).toContain('layerscope cp')
    const forced = await tryCommand(['cat', path('image.tar'), '/bin/tool', '--force'], { stdout: 80 })
    expect(forced).toMatchObject({ code: 0, stdout: '\x7fELF\0\0key' })
  })

  test('a line without an end is cut, and said to be', async () => {
    const { stdout } = await tryCommand(['cat', path('image.tar'), '/etc/long'], { stdout: 80 })
    expect(stdout.length).toBeLessThan(1_100_000)
    expect(stdout).toContain(' … (cut)')
  })

  test('grep, find, tree and file show no name or line that gives orders', async () => {
    for (const words of [['grep', '-n', 'key'], ['find'], ['tree']]) {
      const { stdout } = await tryCommand([...words, path('image.tar')], { stdout: 80 })
      expect(stdout).toContain(String.raw`\x1b]0;title`)
      harmless(stdout)
    }
    const { stdout } = await tryCommand(['file', path('image.tar'), `/etc/${EVIL}`], { stdout: 80 })
    harmless(stdout)
  })

  test('cp writes no tar to it', async () => {
    const { code, stdout } = await tryCommand(['cp', path('image.tar'), '/etc', '-'], { stdout: 80 })
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  })
})

describe('into a pipe', () => {
  test('cat writes the bytes', async () => {
    const { stdout } = await tryCommand(['cat', path('image.tar'), '/etc/evil'])
    expect(stdout).toBe(`key ${EVIL}\n\tindented\r\nlast`)
  })

  test('grep writes lines as they are, and names that stay one line', async () => {
    const { stdout } = await tryCommand(['grep', 'key .*drow|here', path('image.tar'), '/etc'])
    expect(stdout.split('\n').filter(line => line.includes('evil'))).toEqual([`/etc/evil:key ${EVIL}`])
    expect(stdout).toContain('drow:key here')
  })
})

describe('grep', () => {
  test('passes over binary files, and reads text that is not UTF-8', async () => {
    const { stdout } = await tryCommand(['grep', '-l', 'key', path('image.tar')])
    expect(stdout).not.toContain('/bin/tool')
    expect(stdout).toContain('/etc/latin1\n')
    expect((await tryCommand(['grep', 'café', path('image.tar'), '--json'])).stdout).toContain('caf\\\\xe9')
  })

  test('finds what stands after a line of megabytes', async () => {
    const { stdout } = await tryCommand(['grep', '-n', 'key after', path('image.tar'), '/etc/long'])
    expect(stdout).toBe('2:key after\n')
  })

  test('says the same of compressed layers', async () => {
    const plain = await tryCommand(['grep', '-n', 'key', path('image.tar')])
    const around = { variables: { XDG_CACHE_HOME: path('cache') } }
    expect((await tryCommand(['grep', '-n', 'key', path('gzip.tar')], around)).stdout).toBe(plain.stdout)
    expect(await readdir(path('cache/layerscope'))).toEqual([])
  })
})

describe('-o', () => {
  test('cat and cp write the bytes into a file', async () => {
    await tryCommand(['cat', path('image.tar'), '/bin/tool', '-o', path('tool')])
    expect(await readFile(path('tool'), 'latin1')).toBe('\x7fELF\0\0key')
    await tryCommand(['cp', path('image.tar'), '/bin', '-', '-o', path('bin.tar')])
    expect((await readFile(path('bin.tar'))).subarray(0, 9).toString('latin1')).toBe('bin/\0\0\0\0\0')
  })
})
