import fc from 'fast-check'
import { expect, test } from 'vitest'
import { byteString, fromBytes } from '../../../src/image/byte-string.ts'
import { logText } from '../../../src/report/container/log-text.ts'

test('the colours of a program are left out', () => {
  expect(logText(byteString('\u001b[1;31mpanic\u001b[0m: no'))).toBe('panic: no')
})

test('whatever a program writes, no escape and no other control character reaches a terminal', () => {
  fc.assert(
    fc.property(fc.uint8Array(), bytes => {
      expect(logText(fromBytes(bytes))).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/)
    }),
  )
})
