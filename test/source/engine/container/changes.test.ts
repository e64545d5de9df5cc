import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LayerscopeError } from '../../../../src/errors.ts'
import { fromBytes } from '../../../../src/image/byte-string.ts'
import { parseEntryName } from '../../../../src/image/tree-path.ts'
import { parseChanges, spellPath } from '../../../../src/source/engine/container/changes.ts'

function parsed(value: unknown, mounts: readonly string[] = []): string {
  const { written, deleted } = parseChanges({ document: 'changes', path: '', value }, mounts)
  return [...[...written].map(path => `+${path}`), ...[...deleted].map(path => `-${path}`)].join(' ')
}

const modified = (Path: string) => ({ Path, Kind: 0 })
const added = (Path: string) => ({ Path, Kind: 1 })
const deleted = (Path: string) => ({ Path, Kind: 2 })

// biome-ignore format: a table
test.each<[what: string, changes: unknown, mounts: string[], expected: string]>([
  ['nothing',                                  [],                                          [],           ''],
  ['modified and added files are written',     [modified('/etc'), added('/etc/new')],       [],           '+/etc +/etc/new'],
  ['deleted ones are not',                     [deleted('/etc/motd')],                      [],           '-/etc/motd'],
  ['what engines make is no change',           [added('/.dockerenv'), modified('/etc/hosts'), added('/dev/pts'), modified('/proc')], [], ''],
  ['but what only sounds like it is',          [added('/devices'), added('/etc/hosts.d')],  [],           '+/devices +/etc/hosts.d'],
  ['nor is a place for a mount',               [added('/data'), added('/data/db'), added('/data2')], ['/data/'], '+/data2'],
  ['paths are spelled in one way',             [added('etc//a/')],                          [],           '+/etc/a'],
])('%s', (_what, changes, mounts, expected) => {
  expect(parsed(changes, mounts)).toBe(expected)
})

describe('an answer that is no list of changes', () => {
  // biome-ignore format: a table
  test.each<[value: unknown, field: string]>([
    ['text',                          'the document'],
    [{},                              'the document'],
    [[{ Kind: 1 }],                   '[0].Path'],
    [[{ Path: 7, Kind: 1 }],          '[0].Path'],
    [[{ Path: '/a' }],                '[0].Kind'],
    [[{ Path: '/a', Kind: 3 }],       '[0].Kind'],
    [[{ Path: '/a', Kind: '1' }],     '[0].Kind'],
    [[null],                          '[0].Path'],
  ])('%j: %s', (value, field) => {
    expect(() => parsed(value)).toThrow(LayerscopeError)
    expect(() => parsed(value)).toThrow(`changes is malformed: ${field}`)
  })

  test('nothing else is ever thrown', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        try {
          parsed(value, ['/data'])
        } catch (error) {
          expect(error).toBeInstanceOf(LayerscopeError)
        }
      }),
    )
  })
})

describe('a name is spelled as an engine written in Go spells it', () => {
  // biome-ignore format: a table
  test.each<[bytes: readonly number[], spelled: string]>([
    [[0x61],                          '/a'],
    [[0xc3, 0xa4],                    '/ä'],
    [[0xff],                          '/\ufffd'],
    [[0xc3, 0x61],                    '/\ufffda'],
    [[0xe2, 0x82],                    '/\ufffd\ufffd'],
    [[0xe2, 0x82, 0xac, 0xff],        '/€\ufffd'],
    [[0xed, 0xa0, 0x80],              '/\ufffd\ufffd\ufffd'],
    [[0xf0, 0x9f, 0x98, 0x80, 0x80],  '/😀\ufffd'],
    [[0xf8, 0x88, 0x80, 0x80],        '/\ufffd\ufffd\ufffd\ufffd'],
  ])('%j is %s', (bytes, spelled) => {
    const path = parseEntryName(fromBytes(Uint8Array.from(bytes)))
    expect(path === 'nul' || path === 'outside' ? path : spellPath(path)).toBe(spelled)
  })
})
