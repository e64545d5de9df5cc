import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { elfOf } from '../../../../fixtures/elf/elf-of.ts'
import { binary, takeFact } from '../take-facts.ts'

const elfFact = (content: Uint8Array, cut = content.length || 1) => takeFact('elf', { content, cut })

test('what a real program needs, as readelf -V tells it', () => {
  expect(elfFact(binary('server-dynamic'))).toMatchObject({
    versionNeeds: [{ library: 'libc.so.6', versions: expect.arrayContaining(['GLIBC_2.2.5', 'GLIBC_2.34']) }],
    versions: [],
  })
  expect(elfFact(binary('server-static'))).toMatchObject({ versionNeeds: [], versions: [] })
})

const VERSION = fc.stringMatching(/^[A-Z]{1,8}_\d\.\d{1,2}$/)

test('what was linked is what is told, in every class and byte order, wherever the strings stand', () => {
  const shapes = fc.record({
    class: fc.constantFrom(32 as const, 64 as const),
    littleEndian: fc.boolean(),
    strings: fc.constantFrom('before' as const, 'after' as const),
    gap: fc.constantFrom(0, 5, 70_000),
    needs: fc.uniqueArray(
      fc.tuple(fc.stringMatching(/^lib[a-z]{1,9}\.so$/), fc.array(VERSION, { minLength: 1, maxLength: 5 })),
      {
        selector: ([library]) => library,
        minLength: 1,
        maxLength: 4,
      },
    ),
    versions: fc.array(VERSION, { minLength: 1, maxLength: 9 }),
    cut: fc.integer({ min: 1, max: 100_000 }),
  })
  fc.assert(
    fc.property(shapes, ({ cut, needs, ...shape }) => {
      const fact = elfFact(elfOf({ ...shape, type: 3, versionNeeds: Object.fromEntries(needs) }), cut)
      expect(fact).toMatchObject({
        versionNeeds: needs.map(([library, versions]) => ({ library, versions })),
        versions: shape.versions,
        complete: true,
      })
    }),
    { numRuns: 60 },
  )
})

test('what a loader can do without is not needed', () => {
  const content = elfOf({ type: 3, versionNeeds: { 'libc.so.6': ['GLIBC_2.34?', 'GLIBC_2.17'] } })
  expect(elfFact(content)?.versionNeeds).toEqual([{ library: 'libc.so.6', versions: ['GLIBC_2.17'] }])
})

describe('tables that lie', () => {
  const content = elfOf({ type: 3, versionNeeds: { a: ['A_1'], b: ['B_1'] }, versions: ['C_1', 'C_2'] })

  /** The file with a number of 4 bytes wherever it stands, in the part behind the headers, replaced by another. */
  function damaged(at: number, value: number): Uint8Array {
    const copy = Uint8Array.from(content)
    new DataView(copy.buffer).setUint32(at, value, true)
    return copy
  }

  test('are not known, and nothing ends or grows for them', () => {
    let unknown = 0
    for (let at = 64 + 4 * 56; at + 4 <= content.length; at += 2) {
      for (const value of [0, 1, 0x7fff_ffff, 0xffff_ffff]) {
        const fact = elfFact(damaged(at, value))
        if (fact?.versionNeeds === null || fact?.versions === null) unknown++
        expect(fact?.versionNeeds?.length ?? 0).toBeLessThanOrEqual(2)
        expect(fact?.versions?.length ?? 0).toBeLessThanOrEqual(2)
      }
    }
    expect(unknown).toBeGreaterThan(20)
  })

  test('in a circle end at the number of entries anybody has', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 40, maxLength: 200 }), noise => {
        const copy = Uint8Array.from(content)
        copy.set(noise, 64 + 4 * 56)
        expect(() => elfFact(copy)).not.toThrow()
      }),
    )
  })
})
