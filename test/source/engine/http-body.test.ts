import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { httpBody } from '../../../src/source/engine/http-body.ts'
import type { BodyFraming } from '../../../src/source/engine/http-head.ts'

const chunked: BodyFraming = { kind: 'chunked' }

describe('chunks', () => {
  // biome-ignore format: a table
  test.each([
    ['5\r\nhello\r\n0\r\n\r\n',                        'hello'],
    ['5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n',         'hello world'],
    ['A;name="x"\r\n0123456789\r\n0\r\nTrailer: 1\r\n\r\n', '0123456789'],
    ['0\r\n\r\n',                                      ''],
    ['0005\nhello\n0\n\n',                             'hello'],
  ])('%j', async (text, expected) => {
    for (const size of [1, 7, 1000]) expect(await read(text, chunked, size)).toBe(expected)
  })

  test('whatever is written in chunks is read again, however it is cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ minLength: 1, unit: 'binary-ascii' })),
        fc.integer({ min: 1, max: 40 }),
        async (parts, size) => {
          const text = parts.map(part => `${part.length.toString(16)}\r\n${part}\r\n`).join('')
          expect(await read(`${text}0\r\n\r\n`, chunked, size)).toBe(parts.join(''))
        },
      ),
    )
  })

  test('that end early are a fault with the bytes that came', async () => {
    const whole = '5\r\nhello\r\n0\r\n\r\n'
    for (let length = 0; length < whole.indexOf('0\r\n') + 2; length++)
      await expect(read(whole.slice(0, length), chunked, 3)).rejects.toMatchObject({
        fault: { kind: 'truncated', what: 'The export', got: Math.max(0, Math.min(5, length - 3)) },
      })
  })

  test.each(['hello\r\n', '\r\n\r\n', '-5\r\nhello', 'fffffffffffff\r\n', `${'5'.repeat(300)}`])(
    '%j is a fault, not a size',
    async text => {
      await expect(read(text, chunked, 5)).rejects.toMatchObject({ fault: { kind: 'corrupted' } })
    },
  )
})

describe('a length', () => {
  test('ends the body, whatever follows', async () => {
    for (const size of [1, 7, 1000])
      expect(await read('hello world', { kind: 'length', bytes: 5 }, size)).toBe('hello')
    expect(await read('more', { kind: 'length', bytes: 0 }, 5)).toBe('')
  })

  test('that is not reached is a fault with both numbers', async () => {
    await expect(read('hello', { kind: 'length', bytes: 9 }, 5)).rejects.toMatchObject({
      fault: { kind: 'truncated', got: 5, expected: 9 },
    })
  })
})

async function read(text: string, framing: BodyFraming, size: number): Promise<string> {
  const parts: Uint8Array[] = []
  for await (const part of httpBody(pieces(text, size), framing, 'The export')) parts.push(part)
  return Buffer.concat(parts).toString('latin1')
}

async function* pieces(text: string, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < text.length; at += size) yield Buffer.from(text.slice(at, at + size), 'latin1')
}
