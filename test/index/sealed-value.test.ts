import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FORMAT, seal, unseal } from '../../src/index/sealed-value.ts'

const column = fc.oneof(
  fc.uint8Array(),
  fc.uint16Array(),
  fc.uint32Array(),
  fc.int32Array(),
  fc.array(fc.double()).map(numbers => Float64Array.from(numbers)),
)
const value = fc.letrec<{ value: unknown; object: unknown }>(tie => ({
  value: fc.oneof(
    column,
    fc.string(),
    fc.double(),
    fc.constant(null),
    fc.array(fc.string()),
    fc.dictionary(fc.constantFrom('column', 'type', 'a', '__proto__'), fc.string()),
    fc.uint8Array().map(bytes => new Map([[1, [{ bytes }]]])),
    tie('object'),
  ),
  object: fc.dictionary(fc.constantFrom('a', 'b', 'column', 'type'), tie('value'), { maxKeys: 3 }),
})).value

describe('a sealed value', () => {
  test('is read back as it was, whatever it holds', async () => {
    await fc.assert(
      fc.asyncProperty(value, async given => {
        expect(await unseal(await sealed(given))).toEqual(given)
      }),
    )
  })

  test('may look like the place of a column', async () => {
    for (const given of [
      { column: 0, type: 'Uint8Array' },
      { column: 0, a: null },
      { kind: 'column', index: 0 },
    ]) {
      expect(await unseal(await sealed(given))).toEqual(given)
    }
  })

  test('that is cut or changed anywhere is nothing', async () => {
    const whole = await sealed({ paths: Uint32Array.of(1, 2, 3), text: 'abc', facts: new Map([[1, 'x']]) })
    for (let at = 0; at < whole.length; at++) {
      const changed = Buffer.from(whole)
      changed[at] = (changed[at] ?? 0) ^ 0x40
      expect(await unseal(changed), `byte ${at} changed`).toBeUndefined()
      expect(await unseal(Buffer.from(whole.subarray(0, at))), `cut at ${at}`).toBeUndefined()
    }
    expect(await unseal(Buffer.concat([whole, Buffer.of(0)]))).toBeUndefined()
  })

  test('of another format is nothing', async () => {
    const newer = await sealed('text')
    newer.writeUInt32LE(FORMAT + 1, 8)
    expect(await unseal(newer)).toBeUndefined()
  })
})

async function sealed(given: unknown): Promise<Buffer<ArrayBuffer>> {
  const pieces = await seal(given)
  const whole = Buffer.allocUnsafeSlow(pieces.reduce((sum, piece) => sum + piece.length, 0))
  pieces.reduce((at, piece) => at + Buffer.from(piece).copy(whole, at), 0)
  return whole
}
