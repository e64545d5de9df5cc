import fc from 'fast-check'
import { expect, test } from 'vitest'
import { byteString } from '../../src/image/byte-string.ts'
import { components, parseTreePath } from '../../src/image/tree-path.ts'
import { compareNames, depthAt, findPath, nameAt, parentAt, pathAt } from '../../src/tree/path-table.ts'
import { PathTableBuilder } from '../../src/tree/path-table-builder.ts'

test('every path is found again, a parent before its children, others are not', () => {
  fc.assert(
    fc.property(fc.array(anyPath()), anyPath(), (paths, other) => {
      const builder = new PathTableBuilder(2)
      const nodes = paths.map(path => components(path).reduce((at, name) => builder.intern(at, name), 0))
      const table = builder.build()
      paths.forEach((path, index) => {
        const node = nodes[index] ?? -1
        expect(findPath(table, path)).toBe(node)
        expect(pathAt(table, node)).toBe(path)
        expect(depthAt(table, node)).toBe(components(path).length)
        if (node !== 0) expect(parentAt(table, node)).toBeLessThan(node)
      })
      const isKnown = other === '/' || paths.some(path => path === other || path.startsWith(`${other}/`))
      expect(findPath(table, other) !== undefined).toBe(isKnown)
    }),
  )
})

test('names are ordered by their bytes', () => {
  const builder = new PathTableBuilder()
  const names = ['b', 'a', '', 'aa', 'B', '\xff', 'a\x00'].map(byteString)
  const nodes = names.map(name => builder.intern(0, name))
  nodes.sort((left, right) => compareNames(builder, left, right))
  expect(nodes.map(node => nameAt(builder, node))).toEqual(['', 'B', 'a', 'a\x00', 'aa', 'b', '\xff'])
})

function anyPath() {
  const name = fc.string({ unit: 'binary-ascii', minLength: 1, maxLength: 4 })
  return fc.array(name, { maxLength: 5 }).map(names => parseTreePath(byteString(names.join('/'))))
}
