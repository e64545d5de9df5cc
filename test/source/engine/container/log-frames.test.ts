import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LogTail } from '../../../../src/source/engine/container/log-frames.ts'

/** A frame as an engine writes it: whose output it is, its length, its content. */
function frame(stream: number, content: string): Buffer {
  const header = Buffer.from([stream, 0, 0, 0, 0, 0, 0, 0])
  header.writeUInt32BE(Buffer.byteLength(content), 4)
  return Buffer.concat([header, Buffer.from(content)])
}

/** What is shown of a log that comes in chunks of so many bytes. */
function shown(bytes: Uint8Array, { terminal = false, lines = 10, chunk = 1 } = {}): string[] {
  const tail = new LogTail({ terminal, lines })
  for (let at = 0; at < bytes.length; at += chunk) tail.add(bytes.subarray(at, at + chunk))
  return tail.finish().map(({ stream, text, cut }) => `${stream}: ${text}${cut ? ' (cut)' : ''}`)
}

describe.each([1, 7, 100_000])('in chunks of %i bytes', chunk => {
  // biome-ignore format: a table
  test.each<[what: string, frames: readonly (readonly [number, string])[], expected: readonly string[]]>([
    ['nothing is no line',                          [],                                        []],
    ['each stream is called by its name',           [[1, 'out\n'], [2, 'err\n']],              ['stdout: out', 'stderr: err']],
    ['a frame may hold several lines',              [[1, 'a\nb\n\nc\n']],                      ['stdout: a', 'stdout: b', 'stdout: ', 'stdout: c']],
    ['a line may come in several frames',           [[1, 'be'], [1, 'gin\n']],                 ['stdout: begin']],
    ['and in the middle of the other stream',       [[1, 'be'], [2, 'oh\n'], [1, 'gin\n']],    ['stderr: oh', 'stdout: begin']],
    ['a last line needs no end',                    [[2, 'panic: no']],                        ['stderr: panic: no']],
    ['an empty frame is nothing',                   [[1, ''], [1, 'a\n']],                     ['stdout: a']],
    ['a carriage return before the end is no text', [[1, 'a\r\n']],                            ['stdout: a']],
    ['stdin is reported as stdout',                 [[0, 'in\n']],                             ['stdout: in']],
  ])('%s', (_what, frames, expected) => {
    expect(shown(Buffer.concat(frames.map(([stream, text]) => frame(stream, text))), { chunk })).toEqual(expected)
  })

  test('a terminal writes no frames', () => {
    const bytes = Buffer.from('\u0001 one\r\ntwo\r\n')
    expect(shown(bytes, { terminal: true, chunk })).toEqual(['terminal: \u0001 one', 'terminal: two'])
  })

  test('bytes that are no frame are shown as they are', () => {
    expect(shown(Buffer.from('no such driver\nat all'), { chunk })).toEqual([
      'stdout: no such driver',
      'stdout: at all',
    ])
  })

  test('a header that is cut off is shown too', () => {
    expect(shown(Buffer.concat([frame(1, 'a\n'), Buffer.from('oops')]), { chunk })).toEqual([
      'stdout: a',
      'stdout: oops',
    ])
  })
})

test('only the last lines are kept', () => {
  const bytes = Buffer.concat(Array.from({ length: 50 }, (_, at) => frame(1, `line ${at}\n`)))
  expect(shown(bytes, { lines: 2 })).toEqual(['stdout: line 48', 'stdout: line 49'])
})

test('of a long line the beginning is kept', () => {
  const [line = ''] = shown(frame(1, `${'x'.repeat(5000)}\n`), { chunk: 1000 })
  expect(line).toBe(`stdout: ${'x'.repeat(2000)} (cut)`)
})

test('whatever comes, however it is cut, at most the wanted lines of at most 2,000 bytes are kept', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.integer({ min: 1, max: 20 }), (noise, chunk) => {
      const bytes = Buffer.concat([frame(2, 'first\n'), noise])
      const tail = new LogTail({ terminal: false, lines: 3 })
      for (let at = 0; at < bytes.length; at += chunk) tail.add(bytes.subarray(at, at + chunk))
      const lines = tail.finish()
      expect(lines.length).toBeLessThanOrEqual(3)
      expect(lines.every(({ text }) => text.length <= 2000)).toBe(true)
      expect(shown(bytes, { chunk })).toEqual(shown(bytes, { chunk: bytes.length }))
    }),
  )
})
