import { expect, test } from 'vitest'
import { byteString, fromText } from '../../../src/image/byte-string.ts'
import { nameBytesJson, nameJson } from '../../../src/report/json/name-json.ts'

test('a UTF-8 name is its text, and needs no bytes beside it', () => {
  expect(nameJson(fromText('/étage/日本'))).toBe('/étage/日本')
  expect(nameBytesJson(fromText('/étage/日本'))).toBeUndefined()
})

test('a name that is not UTF-8 shows its bytes, and keeps them in base64', () => {
  const name = byteString('/caf\xe9\n')
  expect(nameJson(name)).toBe('/caf\\xe9\\x0a')
  expect(nameBytesJson(name)).toBe(Buffer.from('/caf\xe9\n', 'latin1').toString('base64'))
})
