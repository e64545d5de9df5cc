import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { StoredExtent } from '../../src/image/entry.ts'
import { withHoles } from '../../src/layer/with-holes.ts'

/** What a visitor sees of a sparse file whose stored bytes come in chunks of `size`. */
function shown(
  extents: readonly StoredExtent[],
  length: number,
  stored: Uint8Array,
  size: number,
): Uint8Array {
  const seen: number[] = []
  const body = withHoles(extents, length, { write: chunk => void seen.push(...chunk), end: () => undefined })
  for (let at = 0; at < stored.length; at += size) body.write(stored.subarray(at, at + size))
  body.end()
  return Uint8Array.from(seen)
}

test('stored stretches stand at their places and everything else is zero', () => {
  const gaps = fc.array(fc.tuple(fc.nat(40), fc.integer({ min: 1, max: 40 })), { maxLength: 6 })
  fc.assert(
    fc.property(gaps, fc.nat(50), fc.integer({ min: 1, max: 60 }), (pieces, rest, size) => {
      const extents: StoredExtent[] = []
      let end = 0
      for (const [gap, length] of pieces) {
        extents.push({ offset: end + gap, length })
        end += gap + length
      }
      const expected = new Uint8Array(end + rest)
      for (const { offset, length } of extents) expected.fill(7, offset, offset + length)
      const stored = new Uint8Array(extents.reduce((sum, { length }) => sum + length, 0)).fill(7)
      expect(shown(extents, end + rest, stored, size)).toEqual(expected)
    }),
  )
})
