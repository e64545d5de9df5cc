import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseLoaderCache } from '../../../src/analysis/start/loader-cache.ts'
import { cacheBytes } from './loader-cache-of.ts'

const LIBRARIES = { 'liba.so.1': '/opt/liba.so.1', 'libb.so': '/usr/lib/glibc-hwcaps/x86-64-v3/libb.so' }

describe.each(['old', 'new', 'both'] as const)('a cache in the %s format', format => {
  test('names its libraries, and says which are for some CPUs', () => {
    expect([...(parseLoaderCache(cacheBytes(LIBRARIES, format), true) ?? [])]).toEqual([
      ['liba.so.1', [{ path: '/opt/liba.so.1', forSomeCpus: false }]],
      ['libb.so', [{ path: '/usr/lib/glibc-hwcaps/x86-64-v3/libb.so', forSomeCpus: true }]],
    ])
  })

  test('cut anywhere, is none or names less, and never throws', () => {
    const bytes = cacheBytes(LIBRARIES, format)
    for (let end = 0; end < bytes.length; end++) {
      expect(parseLoaderCache(bytes.subarray(0, end), true)?.size ?? 0).toBeLessThanOrEqual(2)
    }
  })

  test('with any byte changed never throws', () => {
    const bytes = cacheBytes(LIBRARIES, format)
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(255), fc.boolean(), (at, byte, littleEndian) => {
        const changed = Uint8Array.from(bytes)
        changed[at] = byte
        parseLoaderCache(changed, littleEndian)
      }),
    )
  })
})

test('a text is no cache', () => {
  expect(parseLoaderCache(new TextEncoder().encode('hello'), true)).toBeUndefined()
})
