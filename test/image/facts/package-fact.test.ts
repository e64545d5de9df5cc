import { describe, expect, test } from 'vitest'
import { takeFact } from './take-facts.ts'

describe('npm', () => {
  test.each([
    // package.json                                         told
    ['{"name":"left-pad","version":"1.3.0"}', 'left-pad 1.3.0'],
    ['{"name":"left-pad"}', undefined],
    ['{"name":1,"version":"1"}', undefined],
    ['[]', undefined],
    ['null', undefined],
    ['{"name":"{{name}}",', undefined],
    [`{"name":"${'n'.repeat(600)}","version":"1"}`, undefined],
  ])('%s', (content, told) => {
    const fact = takeFact('package', { path: '/node_modules/left-pad/package.json', content })
    expect(fact && `${fact.name} ${fact.version}`).toBe(told)
  })
})

describe('Python', () => {
  test.each([
    // METADATA                                             told
    ['Metadata-Version: 2.1\nName: requests\nVersion: 2.31.0\n\nText', 'requests 2.31.0'],
    ['Name: requests\r\nVersion: 2.31.0\r\n\r\nText', 'requests 2.31.0'],
    ['Name: requests\n\nVersion: 1', undefined],
    ['', undefined],
  ])('%j', (content, told) => {
    const fact = takeFact('package', { path: '/lib/requests.dist-info/METADATA', content })
    expect(fact && `${fact.name} ${fact.version}`).toBe(told)
  })

  test('a long description behind the header does not matter', () => {
    const content = `Name: requests\nVersion: 1\n\n${'words '.repeat(20_000)}`
    expect(takeFact('package', { path: '/requests.dist-info/METADATA', content })?.version).toBe('1')
  })
})
