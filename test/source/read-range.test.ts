import { expect, test } from 'vitest'
import { type ReadableFile, readRange } from '../../src/source/read-range.ts'

const NAMES = { what: 'blobs/sha256/aa', path: 'image.tar' }

/** Of a disk that gives so many bytes, one at a time, and then an error or the end. */
function fileOf(good: string, then: Error | 'end'): ReadableFile {
  return {
    read(buffer, offset, _length, position) {
      const byte = good.charCodeAt(position)
      if (Number.isNaN(byte)) return then === 'end' ? Promise.resolve({ bytesRead: 0 }) : Promise.reject(then)
      buffer[offset] = byte
      return Promise.resolve({ bytesRead: 1 })
    },
  }
}

async function textOf(file: ReadableFile, start: number, length: number): Promise<string> {
  let text = ''
  for await (const chunk of readRange(file, { start, length }, NAMES)) text += Buffer.from(chunk).toString()
  return text
}

test('a stretch is read, whatever pieces the disk gives it in', async () => {
  expect(await textOf(fileOf('abcdef', 'end'), 2, 3)).toBe('cde')
})

test('a file that ends within the stretch is cut off', async () => {
  await expect(textOf(fileOf('abc', 'end'), 1, 5)).rejects.toMatchObject({
    fault: { kind: 'truncated', what: 'blobs/sha256/aa', got: 2, expected: 5 },
  })
})

test('a disk that cannot be read is told with the name of the file', async () => {
  const broken = Object.assign(new Error('EIO: i/o error, read'), { code: 'EIO', syscall: 'read' })
  await expect(textOf(fileOf('abc', broken), 0, 5)).rejects.toMatchObject({
    fault: { kind: 'unreadableFile', path: 'image.tar', answer: 'the disk could not be read' },
  })
})

test('an error of the program stays one', async () => {
  const bug = new TypeError('not a function')
  await expect(textOf(fileOf('', bug), 0, 1)).rejects.toBe(bug)
})
